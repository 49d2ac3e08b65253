import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, Probe } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { NodeAgentDaemonSet, TolerationSet, UpdateStrategy } from 'cdk8s-node-agents';

/** Properties of the edge proxy. */
export interface EdgeProxyProps {
  /** Tag of the image. */
  readonly version: string;
  /** How its pods are replaced. @default - one by one, the old one first */
  readonly update?: UpdateStrategy;
}

/** A proxy on port 8443 of every node: the DaemonSet of live.yaml, with the same name and selector. */
export class EdgeProxy extends Chart {
  constructor(scope: Construct, id: string, { version, update }: EdgeProxyProps) {
    super(scope, id, { namespace: 'edge' });

    new NodeAgentDaemonSet(this, 'edge-proxy', {
      name: 'edge-proxy',
      selectorLabels: { app: 'edge-proxy' },
      tolerations: TolerationSet.controlPlane(),
      update: update ?? UpdateStrategy.rolling({ maxUnavailable: 1 }),
      minReady: Duration.seconds(5),
      containers: [
        {
          name: 'proxy',
          image: `registry.example/edge-proxy:${version}`,
          ports: [{ name: 'https', number: 8443, hostPort: 8443 }],
          readiness: Probe.fromTcpSocket({ port: 8443, periodSeconds: Duration.seconds(5) }),
          resources: {
            cpu: { request: Cpu.millis(100) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
          },
        },
      ],
    });
  }
}
