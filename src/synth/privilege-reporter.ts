import { IConstruct } from 'constructs';
import { sourceManifests } from './scope-manifests';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { isOfKind, Manifest } from '../kubernetes/manifest/manifest';
import { isWorkload } from '../kubernetes/pod-template';
import { PrivilegeReport } from '../privileges/privilege-report';
import { PrivilegeReportOptions } from '../privileges/privilege-report-options';
import { reportPrivileges } from '../privileges/report-privileges';

/**
 * Reports what agents may do to their nodes and to the cluster, before anything is deployed.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @example
 * const report = PrivilegeReporter.report(chart);
 * report.namespaces.map(({ name, labels }) => [name, labels]);
 */
export class PrivilegeReporter {
  /**
   * Reports on the DaemonSets of a chart, an app or any other scope, or of parsed manifests. Namespaces, RBAC and other
   * workloads that stand beside them count too.
   *
   * @param source a construct, a Kubernetes object, or a list of them (Lists are taken apart, other kinds ignored)
   * @param options the Kubernetes version whose Pod Security policy counts
   * @throws Error that lists every fault of the manifests: object, field, value and rule
   */
  public static report(source: IConstruct | any[] | any, options: PrivilegeReportOptions = {}): PrivilegeReport {
    const faults: Fault[] = [];
    const manifests = sourceManifests(source, faults, isReported);
    throwFaults(faults);
    return reportPrivileges(manifests, options);
  }

  private constructor() {}
}

/** Whether a report reads objects of this kind. */
function isReported(object: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return (
    isOfKind(object, 'Namespace') || isWorkload(object) || object.apiVersion.startsWith('rbac.authorization.k8s.io/')
  );
}
