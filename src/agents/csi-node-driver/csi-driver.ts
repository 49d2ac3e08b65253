import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { withoutNamespace } from '../cluster-scoped';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { NodeSet } from '../node-set';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { csiDriverOnWindows } from './csi-driver-on-windows';
import { CsiDriverCommonOptions, CsiDriverOptions, FsGroupPolicy, VolumeLifecycleMode } from './csi-driver-options';
import { csiResources } from './csi-resources';
import { CompleteCsiDriverOptions, LIVENESS_PROBE_IMAGE, REGISTRAR_IMAGE } from './csi-sidecars';
import { isDnsSubdomain, isQualifiedName } from '../../kubernetes/label-syntax';

const KUBELET = '/var/lib/kubelet';
/** On the network of the node nobody else has to reach the prober. */
const LOOPBACK = '127.0.0.1';
const SOCKET = '/csi/csi.sock';

/**
 * A storage driver, as software that runs on nodes.
 *
 * @see https://kubernetes-csi.github.io/docs/drivers.html
 * @example
 * CsiDriver.of('disk-snapshots.example.com', {
 *   image: 'registry.example.com/disk-snapshots:1.4.0',
 *   attachRequired: false,
 *   hostMounts: [HostMount.path('/mnt/disks')],
 * });
 */
export class CsiDriver {
  /**
   * Amazon EBS, driver 1.64.0. It keeps off Fargate, Auto Mode and hybrid nodes, and removes the startup taint
   * `ebs.csi.aws.com/agent-not-ready`.
   *
   * As upstream's manifest, with registrar and prober without any capability. On Windows nodes, where csi-proxy must run, it
   * asks that over named pipes as upstream's does, and every named path has a type.
   *
   * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/deploy/kubernetes/base/node.yaml
   * @example
   * CsiDriver.ebs();
   */
  public static ebs(options: CsiDriverCommonOptions = {}): CsiDriver {
    OptionFaults.of('CsiDriver.ebs', 'CsiDriverCommonOptions', options).throwIfAny();
    const kubelet = options.kubeletDirectory ?? KUBELET;
    return CsiDriver.of('ebs.csi.aws.com', {
      ...options,
      image: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0',
      args: [
        'node',
        '--endpoint=$(CSI_ENDPOINT)',
        `--csi-mount-point-prefix=${kubelet}/plugins/kubernetes.io/csi/ebs.csi.aws.com/`,
        '--logging-format=json',
      ],
      fsGroupPolicy: FsGroupPolicy.FILE,
      nodes: NodeSet.linux().withoutLabel('eks.amazonaws.com/compute-type', 'fargate', 'auto', 'hybrid'),
      removesTaints: ['ebs.csi.aws.com/agent-not-ready'],
      windows: {
        args: ['node', '--endpoint=$(CSI_ENDPOINT)', '--logging-format=json'],
        pipes: ['csi-proxy-disk-v1', 'csi-proxy-volume-v1', 'csi-proxy-filesystem-v1'],
      },
      // Tells the controller to wait for volumes that are still attached when the node is drained.
      preStop: ['/bin/aws-ebs-csi-driver', 'pre-stop-hook'],
      rules: [
        { verbs: ['get', 'list', 'watch', 'patch'], endpoints: [kplus.ApiResource.NODES] },
        { verbs: ['get'], endpoints: [kplus.ApiResource.CSI_NODES] },
        { verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.VOLUME_ATTACHMENTS] },
      ],
    });
  }

  /**
   * NFS, driver 4.13.4, on the network of the node: a mount must not break when the pod of the driver is replaced.
   *
   * Better than upstream's manifest: a tenth of the nodes at a time instead of one, and the ports of prober and registrar are
   * declared, so that the scheduler sees a conflict.
   *
   * @see https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/deploy/csi-nfs-node.yaml
   * @example
   * CsiDriver.nfs({ kubeletDirectory: '/var/data/kubelet' });
   */
  public static nfs(options: CsiDriverCommonOptions = {}): CsiDriver {
    OptionFaults.of('CsiDriver.nfs', 'CsiDriverCommonOptions', options).throwIfAny();
    return CsiDriver.of('nfs.csi.k8s.io', {
      ...options,
      image: 'registry.k8s.io/sig-storage/nfsplugin:v4.13.4',
      attachRequired: false,
      fsGroupPolicy: FsGroupPolicy.FILE,
      volumeLifecycleModes: [VolumeLifecycleMode.PERSISTENT],
      hostNetwork: true,
      stagesVolumes: false,
      devices: false,
      // mount.nfs starts rpc.statd, which keeps its state in the image.
      writableRootFilesystem: true,
      healthPort: 29653,
      registrarPort: 19809,
    });
  }

  /**
   * Any other driver, such as one that snapshots or backs up the disks of its node: with registrar and prober as its upstream
   * is likely to have them, and with no more of the node than is said.
   *
   * @param name what StorageClasses and PersistentVolumes call it
   * @throws with everything that is no name, port, path, word, taint, rule or command.
   * @see https://kubernetes-csi.github.io/docs/deploying.html
   * @example
   * CsiDriver.of('smb.csi.k8s.io', { image: 'registry.example.com/smb:1.0.0', attachRequired: false });
   */
  public static of(name: string, options: CsiDriverOptions): CsiDriver {
    const faults = OptionFaults.of('CsiDriver', 'CsiDriverOptions', options);
    const { kubeletDirectory = KUBELET, healthPort = 9808, registrarPort = 9809 } = options;
    faults.require(
      isDnsSubdomain(name) && name.length <= 63,
      `the name ${JSON.stringify(name)} is no DNS subdomain of at most 63 characters`,
    );
    if (options.windows !== undefined) faults.names('CsiDriverOnWindows', options.windows, 'windows');
    faults.absolutePath('kubeletDirectory', kubeletDirectory);
    faults.port('healthPort', healthPort);
    faults.port('registrarPort', registrarPort);
    faults.require(healthPort !== registrarPort, `healthPort and registrarPort are both ${healthPort}`);
    faults.word('fsGroupPolicy', options.fsGroupPolicy, FsGroupPolicy);
    faults.require(options.volumeLifecycleModes?.length !== 0, 'volumeLifecycleModes is empty: leave it out');
    options.volumeLifecycleModes?.forEach((mode) => faults.word('volumeLifecycleModes', mode, VolumeLifecycleMode));
    faults.distinct('volumeLifecycleModes', options.volumeLifecycleModes ?? []);
    faults.require(
      (options.rules ?? []).every(({ verbs, endpoints }) => verbs.length > 0 && endpoints.length > 0),
      'rules: one has no verb, or nothing that it is about',
    );
    for (const taint of options.removesTaints ?? []) {
      faults.require(isQualifiedName(taint), `removesTaints: ${JSON.stringify(taint)} is no key of a taint`);
    }
    faults.require(Boolean(options.preStop?.[0] ?? true), 'preStop is no command: leave it out, or name one');
    faults.require(options.preStop?.length !== 0, 'preStop is empty: leave it out');
    const { nodeAllocatableUpdatePeriod } = options;
    faults.seconds('nodeAllocatableUpdatePeriod', nodeAllocatableUpdatePeriod);
    faults.require(
      (nodeAllocatableUpdatePeriod?.toMilliseconds() ?? 10_000) >= 10_000,
      `nodeAllocatableUpdatePeriod is ${nodeAllocatableUpdatePeriod?.toHumanString()}: it is 10 seconds or more`,
    );
    faults.throwIfAny();
    return new CsiDriver(name, { ...options, kubeletDirectory, healthPort, registrarPort });
  }

  private constructor(
    private readonly name: string,
    private readonly options: CompleteCsiDriverOptions,
  ) {}

  /** @internal */
  public _csiDriver(scope: Construct): ApiObject {
    const { attachRequired = true, podInfoOnMount = false, fsGroupPolicy, volumeLifecycleModes } = this.options;
    const nodeAllocatableUpdatePeriodSeconds = this.options.nodeAllocatableUpdatePeriod?.toSeconds();
    const object = new ApiObject(scope, 'CSIDriver', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: this.name },
      spec: {
        attachRequired,
        podInfoOnMount,
        fsGroupPolicy,
        volumeLifecycleModes,
        nodeAllocatableUpdatePeriodSeconds,
      },
    });
    withoutNamespace(object);
    return object;
  }

  /** @internal */
  public _blueprint(identity: AgentIdentity): AgentBlueprint {
    const { windows } = this.options;
    if (identity.windowsBuilds && windows) {
      return csiDriverOnWindows(this.name, this.options, windows, (path) => identity.path(path));
    }
    const {
      image,
      args,
      hostNetwork,
      devices = true,
      hostMounts = [],
      rules,
      nodes,
      removesTaints,
      preStop,
    } = this.options;
    const { kubeletDirectory, stagesVolumes = true, writableRootFilesystem = false } = this.options;
    const privileges = Privileges.privileged('its mounts appear on the node');
    return {
      container: {
        name: 'driver',
        image,
        args: args ?? ['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(CSI_NODE_NAME)'],
        envVariables: {
          CSI_ENDPOINT: kplus.EnvValue.fromValue(`unix://${SOCKET}`),
          CSI_NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
        },
        ports: [this.port('healthz', this.options.healthPort)],
        liveness: this.healthy({ initialDelaySeconds: Duration.seconds(10), failureThreshold: 5 }),
        readiness: this.healthy({}),
        lifecycle: preStop && { preStop: kplus.Handler.fromCommand(preStop) },
        privileges: writableRootFilesystem ? privileges.withWritableRootFilesystem() : privileges,
        resources: csiResources(40, 256),
        hostMounts: [
          HostMount.path(stagesVolumes ? kubeletDirectory : `${kubeletDirectory}/pods`).bidirectional(),
          this.pluginDirectory(),
          ...(devices ? [HostMount.path('/dev').writable()] : []),
          ...hostMounts,
        ],
      },
      sidecars: [this.registrar(), this.prober()],
      rules,
      defaults: {
        hostNetwork,
        nodes,
        bootstrap: removesTaints && { removesTaints },
      },
    };
  }

  private healthy(options: kplus.HttpGetProbeOptions): kplus.Probe {
    const { healthPort, hostNetwork } = this.options;
    return kplus.Probe.fromHttpGet('/healthz', {
      port: healthPort,
      host: hostNetwork ? LOOPBACK : undefined,
      timeoutSeconds: Duration.seconds(10),
      periodSeconds: Duration.seconds(30),
      ...options,
    });
  }

  private port(name: string, number: number): kplus.ContainerPort {
    return { name, number, hostPort: this.options.hostNetwork ? number : undefined };
  }

  private endpoint(port: number): string {
    return `--http-endpoint=${this.options.hostNetwork ? LOOPBACK : ''}:${port}`;
  }

  /**
   * Asked over HTTP it asks itself by the socket that the kubelet asks it by. Its probe by a command answers well whatever
   * the matter, since 2.9.
   *
   * @see https://github.com/kubernetes-csi/node-driver-registrar#health-check-with-the-http-server
   */
  private registrar(): NodeAgentContainerProps {
    const { kubeletDirectory, registrarImage, registrarPort } = this.options;
    return {
      name: 'registrar',
      image: registrarImage ?? REGISTRAR_IMAGE,
      args: [
        `--csi-address=${SOCKET}`,
        `--kubelet-registration-path=${kubeletDirectory}/plugins/${this.name}/csi.sock`,
        this.endpoint(registrarPort),
      ],
      ports: [this.port('registrar', registrarPort)],
      liveness: this.healthy({ port: registrarPort, initialDelaySeconds: Duration.seconds(30) }),
      // The directories of the kubelet are root's.
      privileges: Privileges.none().asRoot(),
      resources: csiResources(20, 128),
      hostMounts: [
        this.pluginDirectory(),
        HostMount.path(`${kubeletDirectory}/plugins_registry`).at('/registration').writable(),
      ],
    };
  }

  /** @see https://github.com/kubernetes-csi/livenessprobe */
  private prober(): NodeAgentContainerProps {
    const { healthPort, livenessProbeImage } = this.options;
    return {
      name: 'liveness-probe',
      image: livenessProbeImage ?? LIVENESS_PROBE_IMAGE,
      args: [`--csi-address=${SOCKET}`, this.endpoint(healthPort), '--probe-timeout=3s'],
      privileges: Privileges.none().asRoot(),
      resources: csiResources(20, 128),
      hostMounts: [this.pluginDirectory()],
    };
  }

  private pluginDirectory(): HostMount {
    return HostMount.path(`${this.options.kubeletDirectory}/plugins/${this.name}`).at('/csi').orCreate().writable();
  }
}
