import { Platform, PlatformAgent, PlatformRule } from './platform-rule';
import { CONSTRAINTS, refusedBy } from './security-context-constraints';
import { isWithin, normalHostPath } from '../../kubernetes/host-path';
import { PolicyPod } from '../../kubernetes/pod-security/policy-pod';
import { allowedVerbs, coversResource } from '../../kubernetes/rbac/grant';

const ROLE_PREFIX = 'ClusterRole system:openshift:scc:';
const [DEFAULT, ...BOUND] = CONSTRAINTS;
/** For the node exporter of OpenShift itself; there is no ClusterRole to bind to. */
const RESERVED = 'node-exporter';

const constraints: PlatformRule = {
  id: 'openshift-scc',
  severity: 'error',
  title: 'No SecurityContextConstraints that the agent may use admit it.',
  why:
    'OpenShift admits a pod by one of the SecurityContextConstraints that its service account may use. Every one may use ' +
    'restricted-v2, which knows nothing of the node, sets the user itself, and takes no other seccomp profile than ' +
    'RuntimeDefault; most of the others take none at all. A refused pod shows as an event of the DaemonSet only: unable to ' +
    'validate against any security context constraint.',
  see: [
    'DataDog/datadog-agent#5546',
    'fluent/helm-charts#235',
    'open-telemetry/opentelemetry-operator#1353',
    'openshift/cluster-kube-apiserver-operator#1325',
    'https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/authentication_and_authorization/managing-pod-security-policies',
  ],
  check: (agent) => {
    const refused = refusedBy(DEFAULT, agent);
    const usable = usableConstraints(agent);
    const known = BOUND.filter(({ name }) => usable.includes(name) || usable.includes('*'));
    const admitted = known.some((each) => refusedBy(each, agent).length === 0);
    // What constraints of others allow is theirs to say.
    const own = usable.some((name) => name !== '*' && !CONSTRAINTS.some((each) => each.name === name));
    if (refused.length === 0 || admitted || own) {
      return [];
    }
    const { namespace, serviceAccount } = agent.privileges;
    const least = BOUND.find((each) => each.name !== RESERVED && refusedBy(each, agent).length === 0);
    const bound = known.map((each) => `; ${each.name}, which it may use, refuses ${refusedBy(each, agent).join(', ')}`);
    return [
      {
        message: `${DEFAULT.name} refuses ${refused.join(', ')}${bound.join('')}`,
        fix: least
          ? `bind ClusterRole system:openshift:scc:${least.name} to service account ${namespace}/${serviceAccount} by a RoleBinding: it admits the agent as it is`
          : 'no constraints of OpenShift admit it: write SecurityContextConstraints of its own',
      },
    ];
  },
};

/** Names of the constraints that the service account may use, by RBAC or by being named in them; `*` for all. */
function usableConstraints({ account, manifests, privileges }: PlatformAgent): string[] {
  const user = `system:serviceaccount:${privileges.namespace}:${privileges.serviceAccount}`;
  const granted = account.grants
    .filter((grant) => coversResource(grant, 'security.openshift.io', 'securitycontextconstraints'))
    .filter((grant) => allowedVerbs(grant, ['use']).length > 0)
    .flatMap(({ resourceNames }) => (resourceNames.length > 0 ? resourceNames : ['*']));
  const bound = account.unknownRoles
    .filter((role) => role.startsWith(ROLE_PREFIX))
    .map((role) => role.slice(ROLE_PREFIX.length));
  const named = manifests
    .filter(({ kind, object }) => kind === 'SecurityContextConstraints' && listOf(object.users).includes(user))
    .map(({ object }) => String((object.metadata as { name?: unknown } | undefined)?.name ?? ''));
  return [...granted, ...bound, ...named];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Directories whose files containers may not read by the SELinux policy, root or not. */
const PROTECTED = ['/var/log', '/var/lib'];
const SHARED = '/var/lib/kubelet';

const seLinux: PlatformRule = {
  id: 'openshift-selinux',
  severity: 'warning',
  title: 'A container reads files of the node that SELinux keeps from it.',
  why:
    'SELinux is enforced on every node. A container that is not privileged runs as container_t, which may read the files ' +
    'of containers only: whatever its user and capabilities, logs and state of the node are permission denied.',
  see: [
    'fluent/helm-charts#486',
    'openshift/origin-aggregated-logging#89',
    'tigera/operator#5064',
    'splunk/splunk-connect-for-kubernetes#747',
  ],
  check: ({ privileges, pod }) =>
    privileges.containers
      .filter(({ name, privileged }) => !privileged && seLinuxTypeOf(pod, name) !== 'spc_t')
      .flatMap(({ name }) => {
        const paths = privileges.hostPaths
          .filter(({ mounts }) => mounts.some(({ container }) => container === name))
          .map(({ path }) => path)
          .filter((path) => PROTECTED.some((directory) => isWithin(normalHostPath(path), directory)))
          .filter((path) => !isWithin(normalHostPath(path), SHARED));
        return paths.length > 0
          ? [
              {
                message: `container ${name} mounts ${paths.join(', ')} of the node and runs as container_t, which may not read it`,
                fix: 'write securityContext: {seLinuxOptions: {type: spc_t}}, which SecurityContextConstraints must allow',
              },
            ]
          : [];
      }),
};

function seLinuxTypeOf({ containers, securityContext }: PolicyPod, name: string): string | undefined {
  const own = containers.find((container) => container.name === name)?.securityContext;
  const [type] = [own, securityContext].flatMap((each) => each?.get('seLinuxOptions').get('type').string() ?? []);
  return type;
}

/** Ports that OpenShift's own agents hold on every worker. */
const PORTS = new Map([
  [8798, 'the machine config daemon'],
  [9001, 'the machine config daemon'],
  [9100, 'the node exporter of OpenShift'],
  [9103, 'OVN-Kubernetes'],
  [9105, 'OVN-Kubernetes'],
  [9107, 'OVN-Kubernetes'],
  [9637, 'the metrics of CRI-O'],
  [10256, 'OVN-Kubernetes'],
]);

const hostPort: PlatformRule = {
  id: 'openshift-host-port',
  severity: 'error',
  title: 'The agent wants a port that an agent of OpenShift holds on every node.',
  why:
    'OpenShift brings its own node exporter and other agents, on ports of the node. Another agent with one of these ports ' +
    'is Pending on every node.',
  see: [
    'dell/csm#1783',
    'https://raw.githubusercontent.com/openshift-kni/commatrix/release-4.21/docs/stable/unique/common-worker.csv',
  ],
  check: ({ privileges }) =>
    privileges.hostPorts
      .filter(({ port, protocol }) => protocol === 'TCP' && PORTS.has(port))
      .map(({ port }) => ({
        message: `wants host port ${port}/TCP, which ${PORTS.get(port)} holds`,
        fix: 'give the agent another port; for metrics of the node, read those that OpenShift has already',
      })),
};

/** Red Hat OpenShift, with its SecurityContextConstraints. */
export const openshift: Platform = { name: 'openshift', title: 'OpenShift', rules: [constraints, seLinux, hostPort] };
