import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { isDnsSubdomain, isQualifiedName } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import { HostMount } from '../host-mount';
import type { NodeSet } from '../node-set';
import { NVIDIA_GPU, nvidiaNodes } from '../nvidia-nodes';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';

/** Options for `Device.nvidia`. */
export interface NvidiaDeviceOptions {
  /**
   * Whether it also gives the parts that a GPU is divided into (MIG), each kind as a resource of its own, such as
   * `nvidia.com/mig-1g.10gb`. That takes the capability SYS_ADMIN.
   *
   * @default false
   */
  readonly partitions?: boolean;

  /**
   * Whether a node without a usable GPU makes the pod fail rather than offer nothing.
   *
   * @default false
   */
  readonly failOnInitError?: boolean;

  /**
   * The RuntimeClass by which containers see GPUs, where it is not the default of their nodes: `nvidia` with NVIDIA's
   * operator.
   *
   * @default - that of the node
   */
  readonly runtimeClassName?: string;
}

/** Options for `Device.of`. */
export interface DeviceOptions {
  /** The image of the plugin. */
  readonly image: string;

  /**
   * Its arguments.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * The nodes with the device.
   *
   * @default NodeSet.linux()
   */
  readonly nodes?: NodeSet;

  /**
   * The taint that keeps pods without the device off its nodes, by its key.
   *
   * @default - the name of the resource
   */
  readonly taint?: string;

  /**
   * How many units a node offers, for a plan of how a new node comes up.
   *
   * @default 1
   */
  readonly perNode?: number;

  /**
   * Further paths of the node that the plugin sees.
   *
   * @default - none
   */
  readonly hostMounts?: HostMount[];

  /**
   * What the plugin may do on its node.
   *
   * @default - root without any capability, as the directory of the kubelet is root's
   */
  readonly privileges?: Privileges;

  /**
   * Environment variables of the plugin.
   *
   * @default - none
   */
  readonly env?: Record<string, kplus.EnvValue>;

  /**
   * The RuntimeClass by which the plugin sees the device.
   *
   * @default - that of the node
   */
  readonly runtimeClassName?: string;
}

const DEVICE_PLUGINS = '/var/lib/kubelet/device-plugins';

/**
 * A kind of device, and the software that offers it.
 *
 * @example
 * Device.of('vendor.example.com/fpga', { image: 'registry.example.com/fpga-plugin:2.1.0' });
 */
export class Device {
  /**
   * NVIDIA GPUs, device plugin 0.20.0.
   *
   * Better than upstream's manifest, which runs on every untainted node: it runs where Node Feature Discovery, or GPU Feature
   * Discovery, or the label `nvidia.com/gpu.present=true` tell of a GPU. It has no capability, or for parts of GPUs one, and
   * nothing beside it where upstream's chart leaves those of the runtime.
   *
   * @throws if `runtimeClassName` is no name of a RuntimeClass
   * @see https://github.com/NVIDIA/k8s-device-plugin
   * @example
   * Device.nvidia();
   */
  public static nvidia(options: NvidiaDeviceOptions = {}): Device {
    OptionFaults.of('Device.nvidia', 'NvidiaDeviceOptions', options).throwIfAny();
    const { partitions = false, failOnInitError = false, runtimeClassName } = options;
    return Device.of(NVIDIA_GPU, {
      image: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0',
      nodes: nvidiaNodes(),
      env: {
        FAIL_ON_INIT_ERROR: kplus.EnvValue.fromValue(String(failOnInitError)),
        ...(partitions && {
          MIG_STRATEGY: kplus.EnvValue.fromValue('mixed'),
          // The runtime of NVIDIA gives it what tells of the parts, and asks for the capability.
          NVIDIA_MIG_MONITOR_DEVICES: kplus.EnvValue.fromValue('all'),
        }),
      },
      privileges: partitions ? Privileges.capabilities(kplus.Capability.SYS_ADMIN) : undefined,
      runtimeClassName,
    });
  }

  /**
   * Any other device, by the plugin of its upstream, without any capability.
   *
   * @param resource the extended resource that pods ask for, such as `vendor.example.com/fpga`
   * @throws if it is no name of an extended resource, there is not at least one on a node, or the taint or the RuntimeClass
   * is no name of one
   * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/
   * @example
   * Device.of('example.com/fpga', { image: 'registry.example.com/fpga-plugin:2.1.0' });
   */
  public static of(resource: string, options: DeviceOptions): Device {
    const faults = OptionFaults.of('Device', 'DeviceOptions', options);
    const { perNode = 1, taint, runtimeClassName } = options;
    faults.require(
      resource.includes('/') && isQualifiedName(resource) && !/(^|\.)kubernetes\.io\/|^requests\./.test(resource),
      `${JSON.stringify(resource)} is no extended resource: write vendor.example.com/name`,
    );
    faults.require(
      Number.isInteger(perNode) && perNode >= 1,
      `perNode is ${perNode}: write a whole number of at least 1`,
    );
    faults.require(
      taint === undefined || isQualifiedName(taint),
      `taint is ${JSON.stringify(taint)}, which is no key of a taint`,
    );
    faults.require(
      runtimeClassName === undefined || isDnsSubdomain(runtimeClassName),
      `runtimeClassName is ${JSON.stringify(runtimeClassName)}, which is no name of a RuntimeClass`,
    );
    faults.throwIfAny();
    return new Device(resource, options);
  }

  private constructor(
    private readonly resource: string,
    private readonly options: DeviceOptions,
  ) {}

  /** @internal */
  public _blueprint(): AgentBlueprint {
    const { image, args, nodes, taint = this.resource, perNode = 1, hostMounts = [], privileges, env } = this.options;
    const { runtimeClassName } = this.options;
    return {
      container: {
        name: 'device-plugin',
        image,
        args,
        envVariables: env,
        privileges: privileges ?? Privileges.none().asRoot(),
        resources: {
          cpu: { request: kplus.Cpu.millis(10) },
          memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
        },
        hostMounts: [HostMount.path(DEVICE_PLUGINS).writable(), ...hostMounts],
      },
      defaults: {
        nodes,
        tolerations: TolerationSet.taint(taint),
        runtimeClassName,
        bootstrap: { provides: { resources: { [this.resource]: String(perNode) } } },
      },
    };
  }
}
