import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { HostMount, NodeAgentDaemonSet, NodeSet, PriorityClass, Privileges, TolerationSet } from 'cdk8s-node-agents';

/** What the pull request changes. */
export interface PlatformProps {
  /** Where log lines are collected. */
  readonly logs: TolerationSet;
  /** Whether each node has a scanner, and what it requests. @default - there is none */
  readonly scanner?: { readonly cpu: Cpu };
}

/** The agents of a platform. */
export class Platform extends Chart {
  constructor(scope: Construct, id: string, { logs, scanner }: PlatformProps) {
    super(scope, id, { namespace: 'platform' });

    new NodeAgentDaemonSet(this, 'logs', {
      tolerations: logs,
      containers: [
        {
          image: 'registry.example/logs:1.4.0',
          resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(64) } },
          privileges: Privileges.none(),
          hostMounts: [HostMount.podLogs()],
        },
      ],
    });

    if (scanner) {
      new NodeAgentDaemonSet(this, 'scanner', {
        nodes: NodeSet.notLabelled('example.com/pool', 'infra'),
        priorityClass: PriorityClass.clusterCritical(),
        containers: [
          {
            image: 'registry.example/scanner:0.9.0',
            resources: { cpu: { request: scanner.cpu }, memory: { request: Size.mebibytes(128) } },
          },
        ],
      });
    }
  }
}

/** The branch main. */
export const MAIN: PlatformProps = { logs: TolerationSet.controlPlane() };

/** The pull request as it was opened. */
export const OPENED: PlatformProps = {
  logs: TolerationSet.taint('dedicated', { value: 'infra' }),
  scanner: { cpu: Cpu.millis(500) },
};

/** The pull request after review. */
export const REVIEWED: PlatformProps = {
  logs: MAIN.logs.and(TolerationSet.taint('dedicated', { value: 'infra' })),
  scanner: { cpu: Cpu.millis(200) },
};
