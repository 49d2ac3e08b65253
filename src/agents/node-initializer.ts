import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { NodeSet } from './node-set';
import { OptionFaults } from './option-faults';
import { BUSYBOX_IMAGE, PAUSE } from './pause-container';
import { Privileges } from './privileges';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';
import { isQualifiedName, isLabelValue } from '../kubernetes/label-syntax';

const SCRIPT = '/initialize/initialize.sh';
const HOST = '/host';

/** Properties for `NodeInitializer`. `image` is that of the container which waits once the node is set up. */
export interface NodeInitializerProps extends NodeAgentProps {
  /** What to run on the node, as a shell script. It runs at every start of the pod, so it must bear being run again. */
  readonly script: string;

  /** Why the script has to change the node, in words; kept as an annotation of the DaemonSet. */
  readonly reason: string;

  /**
   * The label that opts a node in, as `key=value`.
   *
   * @default - `cdk8s-node-agents/initialize=` with the name of the DaemonSet
   */
  readonly optIn?: string;

  /**
   * Whether the script sees the file system of the node as its own. Without, it sees the node at `/host` and brings its
   * tools by `scriptImage`.
   *
   * @default true
   */
  readonly chroot?: boolean;

  /**
   * Whether the script sees the processes of the node.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * The image the script runs in. It needs `/bin/sh`, and `chroot` unless that is off.
   *
   * @default - busybox 1.37.0
   */
  readonly scriptImage?: string;
}

/**
 * Sets up nodes with a script: a privileged init container that does the work, then a container that waits. A changed script
 * runs again everywhere, a tenth of the nodes at a time, and stops where it fails.
 *
 * By default it
 * - runs only on nodes with a label that opts them in, since it changes them, and tolerates every taint there;
 * - is privileged for as long as the script runs. What waits afterwards has no privileges at all;
 * - has no token.
 *
 * It needs the Pod Security level `privileged`. The pattern is that of the public tools for GKE nodes. Better than those
 * upstream: what waits has no capability, and a changed script runs again.
 *
 * @see https://github.com/GoogleCloudPlatform/k8s-node-tools
 * @example
 * new NodeInitializer(chart, 'sysctl', {
 *   script: 'sysctl -w vm.max_map_count=262144',
 *   reason: 'vm.max_map_count is a setting of the whole node',
 * });
 */
export class NodeInitializer extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** The script. */
  public readonly configMap: kplus.IConfigMap;

  /**
   * @throws if script or reason are empty, or the label is none.
   */
  constructor(scope: Construct, id: string, props: NodeInitializerProps) {
    super(scope, id);
    OptionFaults.of('NodeInitializer', 'NodeInitializerProps', props).throwIfAny();
    const {
      script,
      reason,
      optIn,
      chroot = true,
      hostPid = false,
      scriptImage = BUSYBOX_IMAGE,
      nodes = NodeSet.linux(),
      ...wishes
    } = props;
    requireValid(script, reason, optIn);
    const role = new AgentRole(
      this,
      'node-initializer',
      { reach: Reach.push(), ...wishes },
      {
        hostPid,
        tolerations: TolerationSet.everything(),
        silence: {
          'tolerates-everything': 'a label opts nodes in, whatever their taints',
          'runs-nowhere': 'a label opts nodes in, and none may have it yet',
        },
      },
      (identity) => {
        const [key, value] = (optIn ?? `cdk8s-node-agents/initialize=${identity.name}`).split('=');
        const configMap = new kplus.ConfigMap(this, 'Script', {
          metadata: identity.companion('script'),
          data: { 'initialize.sh': script.endsWith('\n') ? script : `${script}\n` },
        });
        const volume = kplus.Volume.fromConfigMap(this, 'ScriptVolume', configMap, { name: 'script' });
        return {
          container: PAUSE,
          initContainers: [
            {
              name: 'initialize',
              image: scriptImage,
              // The file system of the node has no way to the script but standard input.
              command: chroot
                ? ['/bin/sh', '-c', `exec chroot ${HOST} /bin/sh -eu -s < ${SCRIPT}`]
                : ['/bin/sh', '-eu', SCRIPT],
              privileges: Privileges.privileged(reason),
              resources: {
                cpu: { request: kplus.Cpu.millis(10) },
                memory: { request: Size.mebibytes(16), limit: Size.mebibytes(128) },
              },
              envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
              hostMounts: [HostMount.root().at(HOST).writable()],
              volumeMounts: [{ path: '/initialize', volume, readOnly: true }],
            },
          ],
          configMap,
          defaults: { nodes: nodes.withLabel(key, value ?? '') },
        };
      },
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.configMap = role.configMap!;
  }
}

function requireValid(script: string, reason: string, optIn: string | undefined): void {
  const faults = new OptionFaults('NodeInitializer');
  faults.require(script.trim() !== '', 'script is empty: there is nothing to do');
  faults.require(reason.trim() !== '', 'reason is empty: say in words why the script has to change the node');
  if (optIn !== undefined) {
    const [key, value, ...rest] = optIn.split('=');
    faults.require(
      isQualifiedName(key) && value !== undefined && isLabelValue(value) && rest.length === 0,
      `optIn is ${JSON.stringify(optIn)}: write a label as key=value`,
    );
  }
  faults.throwIfAny();
}
