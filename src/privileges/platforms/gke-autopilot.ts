import { Platform, PlatformRemark, PlatformRule } from './platform-rule';
import { isWithin, normalHostPath } from '../../kubernetes/host-path';
import { HostPathAccess } from '../privilege-document';

const DOCS = 'https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security';
const FORBIDDEN =
  'The admission webhook of Autopilot (GKE Warden) refuses the DaemonSet itself, so that nothing is created. Agents of ' +
  "Google's partners are let through by an allowlist of their exact manifests.";

const hostNamespaces: PlatformRule = {
  id: 'gke-autopilot-host-namespaces',
  severity: 'error',
  title: 'The agent shares a namespace of the node.',
  why: `${FORBIDDEN} No host network, process ids or IPC: constraint autogke-disallow-hostnamespaces.`,
  see: ['pipe-cd/pipecd#4411', 'signalfx/splunk-otel-collector-chart#595', DOCS],
  check: ({ privileges }) =>
    privileges.hostNamespaces.map((field) => ({
      message: `${field} is true, which Autopilot refuses`,
      fix: `leave ${field} out; what the kubelet tells of the node and its pods is reached over the network of the pod`,
    })),
};

const privilegedContainer: PlatformRule = {
  id: 'gke-autopilot-privileged',
  severity: 'error',
  title: 'A container is privileged.',
  why: `${FORBIDDEN} No privileged containers: constraint autogke-disallow-privilege.`,
  see: ['kubeshark/kubeshark#1425', 'lacework/helm-charts#191', DOCS],
  check: ({ privileges }) =>
    privileges.containers
      .filter((container) => container.privileged)
      .map(({ name }) => ({
        message: `container ${name} is privileged, which Autopilot refuses`,
        fix: 'leave privileged out, and whatever of the agent needs it; or keep it to nodes of a standard cluster',
      })),
};

const LOGS = '/var/log';

const hostPath: PlatformRule = {
  id: 'gke-autopilot-host-path',
  severity: 'error',
  title: 'A path of the node is mounted that is not below /var/log, or can be written.',
  why: `${FORBIDDEN} Only /var/log, and only to read: constraint autogke-no-write-mode-hostpath.`,
  see: ['vectordotdev/helm-charts#269', 'DataDog/helm-charts#629', 'SigNoz/charts#763', DOCS],
  check: ({ privileges }) => {
    const mounted = privileges.hostPaths.filter(({ mounts }) => mounts.length > 0);
    const isLog = ({ path }: HostPathAccess) => isWithin(normalHostPath(path), LOGS);
    const elsewhere = mounted.filter((each) => !isLog(each)).map(({ path }) => path);
    const written = mounted.filter((each) => isLog(each) && each.writable).map(({ path }) => path);
    const remarks: PlatformRemark[] = [];
    if (elsewhere.length > 0) {
      const message = `mounts ${elsewhere.join(', ')} of the node: Autopilot allows ${LOGS} only`;
      remarks.push({ message, fix: 'leave these mounts out; for state of the agent, mount an emptyDir' });
    }
    if (written.length > 0) {
      const message = `mounts ${written.join(', ')} of the node for writing: Autopilot allows reading only`;
      remarks.push({ message, fix: 'write readOnly: true into each of the volumeMounts' });
    }
    return remarks;
  },
};

const hostPort: PlatformRule = {
  id: 'gke-autopilot-host-port',
  severity: 'error',
  title: 'A container takes a port of the node.',
  why: `${FORBIDDEN} No host ports: constraint autogke-no-host-port.`,
  see: ['l7mp/stunner-helm#9', 'pipe-cd/pipecd#4411', DOCS],
  check: ({ privileges }) =>
    privileges.hostPorts.map(({ port, protocol }) => ({
      message: `takes host port ${port}/${protocol}, which Autopilot refuses`,
      fix: 'leave hostPort out, and reach the agent by its pod address, or by a Service with internalTrafficPolicy: Local',
    })),
};

const CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
  'SYS_PTRACE',
];

const capabilities: PlatformRule = {
  id: 'gke-autopilot-capabilities',
  severity: 'error',
  title: 'A container adds a capability that Autopilot does not allow.',
  why:
    `${FORBIDDEN} Fifteen capabilities are allowed, by their names without CAP_; NET_ADMIN is one more where the cluster ` +
    'was made with --workload-policies=allow-net-admin. Constraint autogke-default-linux-capabilities.',
  see: ['CrowdStrike/falcon-helm#310', 'SumoLogic/sumologic-kubernetes-collection#3437', DOCS],
  check: ({ privileges }) =>
    privileges.containers.flatMap(({ name, addedCapabilities }) => {
      const refused = addedCapabilities.filter((capability) => !CAPABILITIES.includes(capability));
      return refused.length > 0
        ? [
            {
              message: `container ${name} adds ${refused.join(', ')}, which Autopilot refuses`,
              fix: `add none but ${CAPABILITIES.join(', ')}`,
            },
          ]
        : [];
    }),
};

const managedNamespace: PlatformRule = {
  id: 'gke-autopilot-managed-namespace',
  severity: 'error',
  title: 'The agent lives in a namespace that Google manages.',
  why:
    'On Autopilot nothing can be created or changed in kube-system and in the namespaces of Google by anybody else: ' +
    'constraint managed-namespaces-limitation.',
  see: ['prometheus-community/helm-charts#713', 'kubearmor/KubeArmor#805', 'argoproj/argo-cd#13054'],
  check: ({ privileges: { namespace } }) =>
    namespace === 'kube-system' || namespace.startsWith('gke-')
      ? [{ message: `namespace ${namespace} is managed by Google`, fix: 'give the agent a namespace of its own' }]
      : [],
};

/** Google Kubernetes Engine where Google manages the nodes. */
export const gkeAutopilot: Platform = {
  name: 'gke-autopilot',
  title: 'GKE Autopilot',
  rules: [hostNamespaces, privilegedContainer, hostPath, hostPort, capabilities, managedNamespace],
};
