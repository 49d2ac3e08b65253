import { OptionFaults } from '../option-faults';

/** Options of `FlannelBackend.vxlan`. */
export interface VxlanBackendOptions {
  /**
   * VXLAN identifier, from 1 to 16777215.
   *
   * @default 1
   */
  readonly vni?: number;

  /**
   * UDP port of the encapsulated packets on every node.
   *
   * @default - the kernel's, 8472
   */
  readonly port?: number;

  /**
   * Whether packets between nodes of one subnet go without encapsulation.
   *
   * @default false
   */
  readonly directRouting?: boolean;

  /**
   * Largest packet, in bytes.
   *
   * @default - that of the node's interface, less the encapsulation
   */
  readonly mtu?: number;
}

/** Options of `FlannelBackend.wireguard`. */
export interface WireguardBackendOptions {
  /**
   * UDP port of the tunnel on every node.
   *
   * @default - Flannel's, 51820
   */
  readonly port?: number;

  /**
   * Largest packet, in bytes.
   *
   * @default - that of the node's interface, less the encapsulation
   */
  readonly mtu?: number;
}

/**
 * How Flannel carries packets from node to node. It cannot be changed while pods run.
 *
 * @see https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md
 * @example
 * FlannelBackend.vxlan({ directRouting: true })
 */
export class FlannelBackend {
  /**
   * Encapsulated by the kernel: works between any nodes that reach each other.
   *
   * @throws if a number is out of its range.
   */
  public static vxlan(options: VxlanBackendOptions = {}): FlannelBackend {
    const faults = OptionFaults.of('FlannelBackend.vxlan', 'VxlanBackendOptions', options);
    const { vni, port, directRouting, mtu } = options;
    faults.require(vni === undefined || isWithin(vni, 1, 2 ** 24 - 1), `vni is ${vni}: it is from 1 to 16777215`);
    requireLink(faults, port, mtu);
    return new FlannelBackend({ Type: 'vxlan', VNI: vni, Port: port, DirectRouting: directRouting, MTU: mtu });
  }

  /** By routes alone, without encapsulation: faster, and only between nodes of one layer 2 network. */
  public static hostGateway(): FlannelBackend {
    return new FlannelBackend({ Type: 'host-gw' });
  }

  /**
   * Encapsulated and encrypted by the kernel, from Linux 5.6.
   *
   * @throws if a number is out of its range.
   */
  public static wireguard(options: WireguardBackendOptions = {}): FlannelBackend {
    const faults = OptionFaults.of('FlannelBackend.wireguard', 'WireguardBackendOptions', options);
    const { port, mtu } = options;
    requireLink(faults, port, mtu);
    return new FlannelBackend({ Type: 'wireguard', ListenPort: port, MTU: mtu });
  }

  private constructor(
    /** @internal */
    public readonly _config: Record<string, string | number | boolean | undefined>,
  ) {}
}

/** 1280 bytes is the least that IPv6 allows on a link. */
function requireLink(faults: OptionFaults, port?: number, mtu?: number): void {
  if (port !== undefined) faults.port('port', port);
  faults.require(mtu === undefined || isWithin(mtu, 1280, 65535), `mtu is ${mtu}: it is from 1280 to 65535 bytes`);
  faults.throwIfAny();
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
