import { AgentPrivileges, NamespacePrivileges, PrivilegeFinding, PrivilegeReportDocument } from './privilege-document';

/**
 * What agents may do to their nodes and to the cluster, and the Pod Security labels that their namespaces need.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @example
 * const report = PrivilegeReporter.report(chart);
 * report.agents.map(({ name, level }) => `${name}: ${level}`);
 */
export class PrivilegeReport {
  /** @internal */
  public static _of(document: PrivilegeReportDocument): PrivilegeReport {
    return new PrivilegeReport(document);
  }

  /** Version of the document's form. */
  public readonly apiVersion: string;
  /** Kind of the document. */
  public readonly kind: string;
  /** The minor version of Kubernetes whose Pod Security policy counts, such as `1.36`. */
  public readonly kubernetesVersion: string;
  /** What each agent may do, in order of namespace and name. */
  public readonly agents: AgentPrivileges[];
  /** The namespaces of the agents, in order of name. */
  public readonly namespaces: NamespacePrivileges[];
  /** What to change about Pod Security. */
  public readonly findings: PrivilegeFinding[];
  /** What is not among the manifests and counts as nothing. */
  public readonly assumptions: string[];

  private constructor(document: PrivilegeReportDocument) {
    this.apiVersion = document.apiVersion;
    this.kind = document.kind;
    this.kubernetesVersion = document.kubernetesVersion;
    this.agents = document.agents;
    this.namespaces = document.namespaces;
    this.findings = document.findings;
    this.assumptions = document.assumptions;
  }

  /** The report as data: the document with the schema `schemas/privilege-report.json`. */
  public toJson(): PrivilegeReportDocument {
    return { ...this };
  }
}
