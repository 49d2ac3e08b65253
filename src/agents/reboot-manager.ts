import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AgentRole } from './agent-role';
import { HostMount } from './host-mount';
import type { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { Privileges } from './privileges';
import { TolerationSet } from './toleration-set';

const PORT = 8080;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** How a `RebootManager` reboots its node. */
export enum RebootMethod {
  /** By a signal to the node's init process, which systemd understands: takes one capability. */
  SIGNAL = 'signal',
  /** By running `/bin/systemctl reboot` in the namespaces of the node: takes a privileged container. */
  COMMAND = 'command',
}

/** Properties for `RebootManager`. */
export interface RebootManagerProps extends NodeAgentProps {
  /**
   * How the node is rebooted.
   *
   * @default RebootMethod.SIGNAL
   */
  readonly method?: RebootMethod;

  /**
   * The file on the node whose presence asks for a reboot.
   *
   * @default "/var/run/reboot-required" - what Debian and Ubuntu write
   */
  readonly sentinel?: string;

  /**
   * How often the file is looked for.
   *
   * @default Duration.hours(1)
   */
  readonly period?: Duration;

  /**
   * How many nodes may reboot at the same time.
   *
   * @default 1
   */
  readonly concurrency?: number;

  /**
   * The days nodes may reboot on: sun, mon, tue, wed, thu, fri, sat.
   *
   * @default - every day
   */
  readonly rebootDays?: string[];

  /**
   * The time of day from which nodes may reboot, such as `22:00`.
   *
   * @default "0:00"
   */
  readonly startTime?: string;

  /**
   * The time of day until which nodes may reboot.
   *
   * @default "23:59:59"
   */
  readonly endTime?: string;

  /**
   * The time zone of days and times, such as `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;

  /**
   * How long pods may take to leave the node before the reboot is given up.
   *
   * @default - for ever
   */
  readonly drainTimeout?: Duration;
}

/**
 * Reboots nodes that ask for it, one after the other, each drained before: kured 1.23.0.
 *
 * By default it
 * - reboots by signal: one capability, KILL, and the processes of the node. Upstream's manifest runs privileged, which is
 *   `RebootMethod.COMMAND`;
 * - tolerates every taint: a node that is tainted needs its updates too. Upstream's tolerates the control plane only;
 * - is updated a tenth of the nodes at a time; the lock it takes before a reboot is kept in its own DaemonSet.
 *
 * It needs the Pod Security level `privileged`, for the processes of the node.
 *
 * @see https://kured.dev/docs/
 * @example
 * new RebootManager(chart, 'kured', { rebootDays: ['mon', 'tue', 'wed', 'thu'], startTime: '2:00', endTime: '5:00' });
 */
export class RebootManager extends Construct {
  /** The agent itself. */
  public readonly daemonSet: NodeAgentDaemonSet;
  /** The account of its pods. */
  public readonly serviceAccount: kplus.IServiceAccount;
  /** What it may ask of the API server: to cordon its node and evict the pods there. */
  public readonly clusterRole?: kplus.ClusterRole;
  /** Where it is scraped; none unless `reach` has a Service. */
  public readonly service?: kplus.Service;

  /**
   * @throws if a day, a time, the concurrency or the path of the sentinel is none.
   */
  constructor(scope: Construct, id: string, props: RebootManagerProps = {}) {
    super(scope, id);
    OptionFaults.of('RebootManager', 'RebootManagerProps', props).throwIfAny();
    const {
      method = RebootMethod.SIGNAL,
      sentinel = '/var/run/reboot-required',
      period = Duration.hours(1),
      concurrency = 1,
      rebootDays,
      startTime,
      endTime,
      timeZone,
      drainTimeout,
      ...wishes
    } = props;
    requireValid({ ...props, sentinel, concurrency });
    const slash = sentinel.lastIndexOf('/');
    const probe = kplus.Probe.fromHttpGet('/metrics', { port: PORT });
    const role = new AgentRole(
      this,
      'reboot-manager',
      wishes,
      {
        hostPid: true,
        tolerations: TolerationSet.everything(),
        silence: {
          'tolerates-everything': 'every node takes updates, whatever keeps workloads off it',
          'host-pid': "the reboot goes through the node's init process",
        },
      },
      (identity) => ({
        container: {
          name: 'kured',
          image: 'ghcr.io/kubereboot/kured:1.23.0',
          command: ['/usr/bin/kured'],
          args: [
            `--reboot-sentinel=/sentinel${sentinel.slice(slash)}`,
            `--reboot-method=${method}`,
            `--period=${period.toSeconds()}s`,
            `--concurrency=${concurrency}`,
            `--ds-name=${identity.name}`,
            '--ds-namespace=$(KURED_NAMESPACE)',
            ...(rebootDays ? [`--reboot-days=${rebootDays.join(',')}`] : []),
            ...(startTime ? [`--start-time=${startTime}`] : []),
            ...(endTime ? [`--end-time=${endTime}`] : []),
            ...(timeZone ? [`--time-zone=${timeZone}`] : []),
            ...(drainTimeout ? [`--drain-timeout=${drainTimeout.toSeconds()}s`] : []),
          ],
          envVariables: {
            KURED_NODE_ID: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
            KURED_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
          },
          ports: [{ name: 'metrics', number: PORT }],
          liveness: probe,
          readiness: probe,
          privileges:
            method === RebootMethod.SIGNAL
              ? Privileges.capabilities(kplus.Capability.KILL)
              : Privileges.privileged('runs systemctl in the namespaces of the node'),
          resources: {
            cpu: { request: kplus.Cpu.millis(10) },
            memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
          },
          hostMounts: [HostMount.path(sentinel.slice(0, slash)).at('/sentinel')],
        },
        rules: [
          { verbs: ['get', 'patch'], endpoints: [kplus.ApiResource.NODES] },
          { verbs: ['get', 'list', 'delete'], endpoints: [kplus.ApiResource.PODS] },
          { verbs: ['get'], endpoints: [kplus.ApiResource.DAEMON_SETS] },
          {
            verbs: ['create'],
            endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'pods/eviction' })],
          },
        ],
        namespacedRules: [
          {
            verbs: ['update'],
            resources: [{ apiGroup: 'apps', resourceType: 'daemonsets', resourceName: identity.name }],
          },
        ],
        metrics: { port: PORT, path: '/metrics' },
      }),
    );
    this.daemonSet = role.daemonSet;
    this.serviceAccount = role.serviceAccount;
    this.clusterRole = role.clusterRole;
    this.service = role.service;
  }
}

function requireValid(options: RebootManagerProps & { readonly sentinel: string; readonly concurrency: number }): void {
  const { sentinel, concurrency, rebootDays = [], startTime = '0:00', endTime = '23:59', timeZone } = options;
  const faults = new OptionFaults('RebootManager');
  faults.word('method', options.method, RebootMethod);
  faults.seconds('period', options.period);
  faults.seconds('drainTimeout', options.drainTimeout);
  faults.require(
    timeZone === undefined || timeZone === 'Local' || isTimeZone(timeZone),
    `timeZone is ${JSON.stringify(timeZone)}: write a name such as Europe/Berlin`,
  );
  faults.require(options.rebootDays?.length !== 0, 'rebootDays is empty: no node would be rebooted');
  faults.distinct('rebootDays', rebootDays);
  faults.absolutePath('sentinel', sentinel);
  faults.require(
    sentinel.lastIndexOf('/') > 0,
    `sentinel is ${sentinel}: the whole file system would be mounted for it`,
  );
  faults.require(
    Number.isInteger(concurrency) && concurrency >= 1,
    `concurrency is ${concurrency}: write a whole number of at least 1`,
  );
  for (const day of rebootDays) {
    faults.require(DAYS.includes(day), `rebootDays: ${JSON.stringify(day)} is none of ${DAYS.join(', ')}`);
  }
  for (const [name, time] of Object.entries({ startTime, endTime })) {
    faults.require(
      /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time),
      `${name} is ${JSON.stringify(time)}: write a time of day such as 22:00`,
    );
  }
  faults.throwIfAny();
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
