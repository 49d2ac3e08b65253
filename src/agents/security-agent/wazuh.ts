import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { LOGS, WATCHED, wazuhConfig } from './wazuh-config';
import type { WazuhOptions } from './wazuh-options';

const IMAGE = 'docker.io/wazuh/wazuh-agent:4.14.4';
const HOME = '/var/ossec';

/** What the image has in these directories is renewed with it; the key and what is known of files are the node's. */
const PREPARE = [
  'mkdir -p /state/etc /state/queue',
  `cp -an ${HOME}/queue/. /state/queue/ || true`,
  `cd ${HOME}/etc`,
  '[ -e /state/etc/client.keys ] || [ ! -e client.keys ] || cp -a client.keys /state/etc/',
  "find . -mindepth 1 -maxdepth 1 ! -name client.keys -exec cp -a {} /state/etc/ ';'",
  ...['chown', 'chmod'].map((change) => `${change} --reference=. /state/etc`),
  ...['chown', 'chmod'].map((change) => `${change} --reference=../queue /state/queue`),
].join('\n');

/** The Wazuh agent. */
export class Wazuh implements AgentProduct {
  constructor(private readonly options: WazuhOptions) {
    const faults = OptionFaults.of('SecuritySensor.wazuh', 'WazuhOptions', options);
    const { manager, managerPort = 1514, registrationServer = manager, registrationPort = 1515 } = options;
    const { groups = [], watchedDirectories = WATCHED, logs = LOGS, stateDirectory } = options;
    faults.host('manager', manager);
    if (registrationServer !== manager) faults.host('registrationServer', registrationServer);
    faults.port('managerPort', managerPort);
    faults.port('registrationPort', registrationPort);
    const { registrationPassword } = options;
    if (registrationPassword !== undefined) faults.secretValue('registrationPassword', registrationPassword);
    for (const [name, list] of Object.entries({ groups, watchedDirectories, logs })) faults.distinct(name, list);
    faults.require(options.groups?.length !== 0, 'groups is empty: leave it out');
    for (const group of groups) {
      faults.require(/^[\w.-]+$/.test(group), `groups: ${JSON.stringify(group)} is no name of a group`);
    }
    watchedDirectories.forEach((directory) => faults.absolutePath('watchedDirectories', directory));
    for (const log of logs) {
      faults.absolutePath('logs', log);
      faults.require(log.startsWith('/var/log/'), `logs: ${JSON.stringify(log)} is not below /var/log`);
    }
    if (stateDirectory !== undefined) faults.absolutePath('stateDirectory', stateDirectory);
    faults.require(
      !watchedDirectories.some((directory) => `${stateDirectory}/`.startsWith(`${directory}/`)),
      `stateDirectory ${stateDirectory} is in what is watched: every alert would bring the next`,
    );
    faults.require(
      options.logs?.length !== 0 || options.watchedDirectories?.length !== 0,
      'logs and watchedDirectories are both empty: nothing would be watched',
    );
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { registrationPassword, watchedDirectories = WATCHED } = this.options;
    const state = this.options.stateDirectory ?? `/var/lib/cdk8s-node-agents/${identity.name}`;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'ossec.conf': wazuhConfig(this.options) },
    });
    return {
      container: {
        name: 'wazuh',
        image: IMAGE,
        envVariables: {
          WAZUH_MANAGER_SERVER: kplus.EnvValue.fromValue(this.options.manager),
          WAZUH_AGENT_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          ...(registrationPassword && {
            WAZUH_REGISTRATION_PASSWORD: kplus.EnvValue.fromSecretValue(registrationPassword),
          }),
        },
        startup: running({ periodSeconds: Duration.seconds(10), failureThreshold: 30 }),
        liveness: running({ periodSeconds: Duration.seconds(60), timeoutSeconds: Duration.seconds(15) }),
        readiness: kplus.Probe.fromCommand(
          ['grep', '-q', "^status='connected'", `${HOME}/var/run/wazuh-agentd.state`],
          { periodSeconds: Duration.seconds(30) },
        ),
        // Its init hands parts of it to another user, in a root of their own, and writes to its image.
        privileges: Privileges.capabilities(
          kplus.Capability.CHOWN,
          kplus.Capability.DAC_OVERRIDE,
          kplus.Capability.FOWNER,
          kplus.Capability.KILL,
          kplus.Capability.SETGID,
          kplus.Capability.SETUID,
          kplus.Capability.SYS_CHROOT,
        ).withWritableRootFilesystem(),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
        },
        hostMounts: [
          ...[...new Set(watchedDirectories)].map((path) => HostMount.path(path).at(`/host${path}`)),
          HostMount.logs().at('/host/var/log'),
          HostMount.path(`${state}/etc`).orCreate().at(`${HOME}/etc`).writable(),
          HostMount.path(`${state}/queue`).orCreate().at(`${HOME}/queue`).writable(),
        ],
        volumeMounts: [
          {
            // The image copies what is mounted here, and takes links for files only one by one.
            path: '/wazuh-config-mount/etc/ossec.conf',
            subPath: 'ossec.conf',
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
        ],
      },
      initContainers: [
        {
          name: 'prepare-state',
          image: IMAGE,
          command: ['/bin/bash', '-euc', PREPARE],
          privileges: Privileges.capabilities(
            kplus.Capability.CHOWN,
            kplus.Capability.DAC_OVERRIDE,
            kplus.Capability.FOWNER,
          ),
          resources: {
            cpu: { request: kplus.Cpu.millis(10) },
            memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
          },
          hostMounts: [HostMount.path(state).orCreate().at('/state').writable()],
        },
      ],
      configMap,
    };
  }
}

function running(options: kplus.CommandProbeOptions): kplus.Probe {
  return kplus.Probe.fromCommand([`${HOME}/bin/wazuh-control`, 'status'], options);
}
