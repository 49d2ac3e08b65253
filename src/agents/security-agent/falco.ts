import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { parse, stringify } from 'yaml';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { ContainerRuntimeSocket, HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { falcoConfig, FALCO_DIRECTORY, FALCO_PORT } from './falco-config';
import { FalcoDriver, type FalcoHttpOutput, type FalcoOptions, FalcoPriority } from './falco-options';
import { runtimeDirectories } from './runtime-directories';

const VERSION = '0.44.1';
const CONFIG_FILE = 'falco.yaml';

/** Falco. */
export class Falco implements AgentProduct {
  private readonly config: Record<string, any>;

  constructor(private readonly options: FalcoOptions) {
    const faults = OptionFaults.of('SecuritySensor.falco', 'FalcoOptions', options);
    this.config = falcoConfig(options);
    requireValid(faults, options, this.config);
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { rules = {}, http, settings, mitigateRaces = false } = this.options;
    const { runtimes = [ContainerRuntimeSocket.CONTAINERD] } = this.options;
    const module = this.options.driver === FalcoDriver.KERNEL_MODULE;
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { [CONFIG_FILE]: stringify({ ...this.config, ...settings }), ...rules },
    });
    return {
      container: {
        name: 'falco',
        image: `docker.io/falcosecurity/falco:${VERSION}`,
        args: ['/usr/bin/falco', '-c', `${FALCO_DIRECTORY}/${CONFIG_FILE}`],
        envVariables: {
          HOST_ROOT: kplus.EnvValue.fromValue('/host'),
          FALCO_HOSTNAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          ...(http?.secretUrl && { FALCO_HTTP_URL: kplus.EnvValue.fromSecretValue(http.secretUrl) }),
        },
        ports: [{ name: 'metrics', number: FALCO_PORT }],
        startup: healthy({ periodSeconds: Duration.seconds(5), failureThreshold: 20 }),
        liveness: healthy({ periodSeconds: Duration.seconds(15), timeoutSeconds: Duration.seconds(5) }),
        readiness: healthy({ periodSeconds: Duration.seconds(15), timeoutSeconds: Duration.seconds(5) }),
        privileges: module
          ? Privileges.privileged('reads the devices of its kernel module')
          : Privileges.capabilities(
              kplus.Capability.BPF,
              kplus.Capability.PERFMON,
              kplus.Capability.SYS_RESOURCE,
              kplus.Capability.SYS_PTRACE,
            ).withoutAppArmor('reads what processes of the node do'),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
        },
        hostMounts: [
          HostMount.proc(),
          HostMount.path('/etc').at('/host/etc'),
          ...runtimeDirectories(runtimes, '/host'),
          ...(module ? [HostMount.devices().at('/host/dev')] : []),
          // Tracepoints are found in tracefs, which is mounted below.
          ...(mitigateRaces
            ? [HostMount.path('/sys/kernel', { propagation: kplus.MountPropagation.HOST_TO_CONTAINER })]
            : []),
        ],
        volumeMounts: [
          {
            path: FALCO_DIRECTORY,
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
        ],
      },
      initContainers: module ? [moduleLoader(scope)] : undefined,
      configMap,
      metrics: { port: FALCO_PORT, path: '/metrics' },
    };
  }
}

/** @see https://github.com/falcosecurity/charts/blob/master/charts/falco/templates/pod-template.tpl */
function moduleLoader(scope: Construct): NodeAgentContainerProps {
  return {
    name: 'driver-loader',
    image: `docker.io/falcosecurity/falco-driver-loader:${VERSION}`,
    args: ['kmod'],
    envVariables: {
      HOST_ROOT: kplus.EnvValue.fromValue('/host'),
      FALCOCTL_DRIVER_CONFIG_UPDATE_FALCO: kplus.EnvValue.fromValue('false'),
    },
    // The build of a module writes all over its image.
    privileges: Privileges.privileged('builds and loads a kernel module').withWritableRootFilesystem(),
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
    },
    hostMounts: [
      HostMount.proc(),
      HostMount.path('/boot').at('/host/boot'),
      HostMount.path('/etc').at('/host/etc'),
      HostMount.path('/usr').at('/host/usr'),
      HostMount.libModules().at('/host/lib/modules').writable(),
    ],
    volumeMounts: [{ path: '/root/.falco', volume: kplus.Volume.fromEmptyDir(scope, 'Driver', 'driver') }],
  };
}

function healthy(options: kplus.HttpGetProbeOptions): kplus.Probe {
  return kplus.Probe.fromHttpGet('/healthz', { port: FALCO_PORT, ...options });
}

function requireValid(faults: OptionFaults, options: FalcoOptions, config: Record<string, any>): void {
  const { rules = {}, defaultRules = true, http, maxLabelLength = 100, settings = {} } = options;
  faults.require(
    defaultRules || Object.keys(rules).length > 0,
    'there is no rule: give rules, or leave defaultRules on',
  );
  for (const [name, text] of Object.entries(rules)) {
    const isFile = /^[\w-][\w.-]*\.ya?ml$/.test(name) && name !== CONFIG_FILE;
    faults.require(isFile, `rules: ${JSON.stringify(name)} is no name of a YAML file of its own`);
    faults.require(isList(text), `rules: ${name} is no YAML list of rules`);
  }
  faults.word('driver', options.driver, FalcoDriver);
  faults.require(
    !options.mitigateRaces || options.driver !== FalcoDriver.KERNEL_MODULE,
    'mitigateRaces would have no effect: it is done by eBPF programs, and driver is the kernel module',
  );
  faults.word('minimumPriority', options.minimumPriority, FalcoPriority);
  faults.require(options.runtimes?.length !== 0, 'runtimes is empty: leave it out for containerd');
  options.runtimes?.forEach((runtime) => faults.word('runtimes', runtime, ContainerRuntimeSocket));
  faults.distinct('runtimes', options.runtimes ?? []);
  if (http !== undefined && faults.names('FalcoHttpOutput', http, 'http')) requireAddress(faults, http);
  faults.require(
    Number.isInteger(maxLabelLength) && maxLabelLength >= 0,
    `maxLabelLength is ${maxLabelLength}: write a whole number of 0 or more`,
  );
  for (const name of Object.keys(settings).filter((key) => key in config)) {
    faults.require(false, `settings: ${name} is set already; use an option such as driver, rules or http`);
  }
  faults.throwIfAny();
}

function requireAddress(faults: OptionFaults, { url, secretUrl }: FalcoHttpOutput): void {
  faults.require((url === undefined) !== (secretUrl === undefined), 'http: give either url or secretUrl');
  if (secretUrl !== undefined) faults.secretValue('http.secretUrl', secretUrl);
  if (url === undefined) return;
  faults.require(
    !/^\w+:\/\/[^/]*@/.test(url),
    'http.url holds a user name or password: use http.secretUrl, which keeps it out of the ConfigMap',
  );
  faults.require(
    /^https?:\/\/[^\s/]+(\/\S*)?$/.test(url),
    `http.url is ${JSON.stringify(url)}: write an address such as http://falcosidekick:2801`,
  );
  // Falco puts the environment into what it reads.
  faults.plainText('http.url', url);
}

function isList(text: string): boolean {
  try {
    return Array.isArray(parse(text));
  } catch {
    return false;
  }
}
