import { ApiObject, ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { ContainerPort, IPodSelector, Service, ServicePort } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { asStored } from './as-stored';
import { requireServiceName } from './service-name';

/**
 * How others reach the agent of a node.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#communicating-with-daemon-pods
 * @example
 * new LogCollector(chart, 'logs', { collector, reach: Reach.localService() });
 */
export class Reach {
  /** Nobody does: the agent sends what it has somewhere else. */
  public static push(): Reach {
    return new Reach(false);
  }

  /** By the address of the node: every port the agent serves is a port of its node too, which no other agent may hold. */
  public static nodeIp(): Reach {
    return new Reach(true);
  }

  /** By name, all of them: a headless Service, whose name resolves to every pod. What scrapes them wants this. */
  public static dns(): Reach {
    return new Reach(false, 'headless');
  }

  /**
   * By name, the one on the caller's own node: a Service with `internalTrafficPolicy: Local`. Where no agent runs, nothing
   * answers, so it should run on every node that has callers.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
   */
  public static localService(): Reach {
    return new Reach(false, 'local');
  }

  /** @internal */
  public static _servicePort({ name, number, protocol }: ContainerPort): ServicePort {
    return { name, port: number, targetPort: number, protocol };
  }

  private constructor(
    private readonly onNode: boolean,
    private readonly serviceKind?: 'headless' | 'local',
  ) {}

  /** @internal */
  public _port(port: ContainerPort): ContainerPort {
    return this.onNode ? { ...port, hostPort: port.hostPort ?? port.number } : port;
  }

  /**
   * The Service, if this way of reaching an agent has one.
   * @internal
   */
  public _service(
    scope: Construct,
    metadata: ApiObjectMetadata,
    selector: IPodSelector,
    ports: ContainerPort[],
  ): Service | undefined {
    if (!this.serviceKind || ports.length === 0) return undefined;
    requireServiceName(metadata.name!);
    const service = new Service(scope, 'Service', {
      metadata,
      selector,
      clusterIP: this.serviceKind === 'headless' ? 'None' : undefined,
      ports: ports.map(Reach._servicePort),
    });
    asStored(service);
    if (this.serviceKind === 'local') {
      ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/internalTrafficPolicy', 'Local'));
    }
    return service;
  }
}
