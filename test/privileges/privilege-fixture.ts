import { Fault, throwFaults } from '../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { PrivilegeReport } from '../../src/privileges/privilege-report';
import { PrivilegeReportOptions } from '../../src/privileges/privilege-report-options';
import { reportPrivileges } from '../../src/privileges/report-privileges';

/** The report on parsed objects. */
export function reportOf(objects: any[], options?: PrivilegeReportOptions): PrivilegeReport {
  const faults: Fault[] = [];
  const manifests = manifestsOf(objects, faults);
  throwFaults(faults);
  return reportPrivileges(manifests, options);
}

export const namespace = (name: string, labels?: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels:
      labels &&
      Object.fromEntries(Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value])),
  },
});

/** Volumes of paths of the node, as `v0` and so on. */
export const hostVolumes = (...paths: string[]) => paths.map((path, i) => ({ name: `v${i}`, hostPath: { path } }));

/** A pod that level restricted admits. */
export const RESTRICTED = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'agent',
      image: 'registry.example/agent:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};
