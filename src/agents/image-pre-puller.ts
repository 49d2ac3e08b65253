import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { AgentBlueprint } from './agent-blueprint';
import type { AgentIdentity } from './agent-identity';
import { AgentRole } from './agent-role';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { BUSYBOX_IMAGE, PAUSE } from './pause-container';
import { PriorityClass } from './priority-class';
import { Privileges } from './privileges';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';
import { UpdateStrategy } from './update-strategy';

/** Lower than any workload that says nothing, and still above -10, below which the cluster autoscaler ignores pods. */
const PRIORITY = -5;
const TOOL = '/pre-pull/busybox';

/** Properties for `ImagePrePuller`. `image` is that of the container which waits once all is pulled. */
export interface ImagePrePullerProps extends NodeAgentProps {
  /** The images, in the order they are pulled: those needed first come first. */
  readonly images: string[];

  /**
   * An image with a statically linked busybox, whose `true` ends each pull. Not on Windows nodes, which need none.
   *
   * @default - busybox 1.37.0, the musl variant
   */
  readonly toolImage?: string;
}

/**
 * Pulls images to nodes before the workload that needs them comes: an init container for each, then a container that waits.
 *
 * By default it
 * - runs on every Linux node without taints. Give it the `nodes` and `tolerations` of the workload it serves;
 * - has a priority of its own, -5, that evicts nobody: workloads take its place, and it takes nobody's;
 * - is replaced on all nodes at once, as no one waits for a pod of it, and ends without grace;
 * - runs as nobody, without a token, and asks nothing of the images but that they are for Linux: a tool that is copied from
 *   `toolImage` ends each init container, so images without a shell are pulled as well.
 *
 * On Windows nodes each image ends by the command shell that every one for Windows has, as the user `ContainerUser`.
 *
 * Its pods pass the Pod Security level `restricted`. There is no upstream: JupyterHub's chart has an image puller of this
 * kind, which needs a shell in every image.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#pre-pulled-images
 * @example
 * new ImagePrePuller(chart, 'notebooks', {
 *   images: ['registry.example.com/notebook:4.2.0'],
 *   nodes: NodeSet.linux().withLabel('example.com/pool', 'notebooks'),
 * });
 */
export class ImagePrePuller extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. It has no permissions. */
  public readonly serviceAccount: kplus.IServiceAccount;

  /**
   * @throws if no image is given, one is empty or given twice, or `toolImage` is given on Windows nodes
   */
  constructor(scope: Construct, id: string, props: ImagePrePullerProps) {
    super(scope, id);
    OptionFaults.of('ImagePrePuller', 'ImagePrePullerProps', props).throwIfAny();
    const { images, toolImage = BUSYBOX_IMAGE, ...wishes } = props;
    requireImages(props);
    const role = new AgentRole(
      this,
      'image-pre-puller',
      { reach: Reach.push(), ...wishes },
      {
        tolerations: TolerationSet.none(),
        update: UpdateStrategy.rolling({ maxUnavailable: '100%' }),
        terminationGracePeriod: Duration.seconds(0),
        securityContext: { user: 65534, group: 65534, ensureNonRoot: true },
      },
      (identity) => {
        if (identity.windowsBuilds) return onWindows(images, priorityClass(this, identity, wishes));
        const tool = kplus.Volume.fromEmptyDir(this, 'Tool', 'tool');
        const step = (name: string, image: string, command: string[], readOnly: boolean): NodeAgentContainerProps => ({
          ...PAUSE,
          name,
          image,
          command,
          volumeMounts: [{ path: '/pre-pull', volume: tool, readOnly }],
        });
        return {
          container: PAUSE,
          initContainers: [
            step('copy-tool', toolImage, ['cp', '/bin/busybox', TOOL], false),
            ...images.map((image, i) => step(`pull-${i}`, image, [TOOL, 'true'], true)),
          ],
          defaults: { priorityClass: priorityClass(this, identity, wishes) },
        };
      },
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
  }
}

/** Every image of Windows has a command shell, so that no tool has to be copied. */
function onWindows(images: string[], priority: PriorityClass): AgentBlueprint {
  const pause = { ...PAUSE, privileges: Privileges.none().asWindowsUser('ContainerUser') };
  return {
    forWindows: true,
    container: pause,
    initContainers: images.map((image, i) => ({
      ...pause,
      name: `pull-${i}`,
      image,
      command: ['cmd.exe', '/c', 'exit 0'],
      resources: {
        cpu: { request: kplus.Cpu.millis(1) },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
      },
    })),
    defaults: { priorityClass: priority },
  };
}

function priorityClass(scope: Construct, identity: AgentIdentity, wishes: NodeAgentProps): PriorityClass {
  return (
    wishes.priorityClass ??
    PriorityClass.define(scope, 'PriorityClass', PRIORITY, {
      name: identity.clusterCompanion().name!,
      preempts: false,
      description: 'Pulls images ahead of workloads, and makes room for any of them.',
    })
  );
}

function requireImages({ images, toolImage, nodes }: ImagePrePullerProps): void {
  const faults = new OptionFaults('ImagePrePuller');
  faults.require(
    !toolImage || !nodes?._windowsBuilds(),
    'toolImage has no effect on Windows nodes, where the command shell of each image ends its pull: leave it out',
  );
  faults.require(images.length > 0, 'images is empty: there is nothing to pull');
  images.forEach((image, i) => {
    faults.require(
      image.trim() !== '' && !/\s/.test(image),
      `images[${i}] is ${JSON.stringify(image)}: write a reference`,
    );
    faults.require(images.indexOf(image) === i, `images[${i}] is ${image}, which is in the list already`);
  });
  faults.throwIfAny();
}
