import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { kubeletRules } from '../kubelet-access';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { HEALTH_PORT, caDirectory, isServed, telegrafConfig, tokenVariable } from './telegraf-config';
import type { TelegrafOptions } from './telegraf-options';
import { TelegrafOutput, TelegrafTarget, requireTelegrafText } from './telegraf-output';

const HOST = '/hostfs';
const NOBODY = 65534;
const LOOPBACK = '127.0.0.1';

/** Telegraf with the inputs of a host. */
export class Telegraf implements AgentProduct {
  private readonly targets: TelegrafTarget[];
  private readonly hostNetwork: boolean;

  constructor(private readonly options: TelegrafOptions) {
    const faults = OptionFaults.of('Metrics.telegraf', 'TelegrafOptions', options);
    const { outputs = [TelegrafOutput.prometheus()], interval, globalTags = {}, extraConfig } = options;
    this.targets = outputs.map(({ _target }) => _target);
    this.hostNetwork = options.hostNetwork ?? true;
    if (options.kubelet !== undefined) faults.names('KubeletAccessOptions', options.kubelet, 'kubelet');
    faults.require(outputs.length > 0, 'outputs is empty: name at least one, such as TelegrafOutput.prometheus()');
    faults.require(
      this.targets.filter(({ kind }) => kind === 'prometheus').length <= 1,
      'outputs has TelegrafOutput.prometheus() twice: one serves every metric',
    );
    faults.seconds('interval', interval);
    for (const [name, value] of Object.entries(globalTags)) {
      faults.require(/^\S+$/.test(name), `globalTags: ${JSON.stringify(name)} is no name of a tag`);
      faults.require(name !== 'host', 'globalTags: host is the name of the node already');
      requireTelegrafText(faults, `globalTags: the name of ${name}`, name);
      requireTelegrafText(faults, `globalTags: ${name}`, value);
    }
    faults.require(extraConfig === undefined || extraConfig.trim() !== '', 'extraConfig is empty');
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { kubelet } = this.options;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'telegraf.conf': telegrafConfig(this.options, this.targets) },
    });
    const prometheus = this.targets.find((target) => target.kind === 'prometheus');
    return {
      container: {
        name: 'telegraf',
        image: 'docker.io/library/telegraf:1.39.3-alpine',
        // The entrypoint of the image would change the user, which takes capabilities.
        command: ['telegraf'],
        args: ['--config', '/etc/telegraf/telegraf.conf', '--strict-env-handling'],
        envVariables: this.environment(),
        ports: [
          ...(prometheus
            ? [{ name: 'metrics', number: prometheus.port, hostPort: this.hostNetwork ? prometheus.port : undefined }]
            : []),
          ...(isServed(this.targets) ? [] : [this.healthPort()]),
        ],
        liveness: this.answers(prometheus?.port),
        readiness: this.answers(prometheus?.port),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
        },
        privileges: Privileges.none().asUser(NOBODY, NOBODY),
        hostMounts: [HostMount.root().at(HOST)],
        volumeMounts: [
          {
            path: '/etc/telegraf',
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
          ...this.certificateAuthorities(scope),
        ],
      },
      configMap,
      rules: kubelet && kubeletRules(['stats', 'pods'], kubelet),
      metrics: prometheus && { port: prometheus.port, path: '/metrics' },
      defaults: { hostNetwork: this.hostNetwork },
    };
  }

  private environment(): Record<string, kplus.EnvValue> {
    const directories = { PROC: '/proc', SYS: '/sys', ETC: '/etc', VAR: '/var', RUN: '/run' };
    return {
      NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
      HOST_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_IP),
      ...Object.fromEntries(
        Object.entries(directories).map(([name, path]) => [`HOST_${name}`, kplus.EnvValue.fromValue(HOST + path)]),
      ),
      HOST_MOUNT_PREFIX: kplus.EnvValue.fromValue(HOST),
      ...Object.fromEntries(
        this.targets.flatMap((target, index) =>
          target.kind === 'influxdb' ? [[tokenVariable(index), kplus.EnvValue.fromSecretValue(target.token)]] : [],
        ),
      ),
    };
  }

  private answers(prometheusPort?: number): kplus.Probe {
    if (prometheusPort) return kplus.Probe.fromHttpGet('/', { port: prometheusPort });
    return kplus.Probe.fromHttpGet('/', { port: HEALTH_PORT, host: this.hostNetwork ? LOOPBACK : undefined });
  }

  private healthPort(): kplus.ContainerPort {
    const host = this.hostNetwork ? { hostPort: HEALTH_PORT, hostIp: LOOPBACK } : {};
    return { name: 'health', number: HEALTH_PORT, ...host };
  }

  private certificateAuthorities(scope: Construct): kplus.VolumeMount[] {
    return this.targets.flatMap((target, index) => {
      if (target.kind !== 'influxdb' || !target.ca) return [];
      const { secret, key } = target.ca;
      const options = { name: `output-ca-${index + 1}`, items: { [key]: { path: 'ca.crt' } } };
      const volume = kplus.Volume.fromSecret(scope, `OutputCa${index + 1}`, secret, options);
      return [{ path: caDirectory(index), volume, readOnly: true }];
    });
  }
}
