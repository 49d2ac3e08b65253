import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { MultusLogLevel, type MultusOptions } from './multus-options';
import { isDnsSubdomain } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';

const IMAGE = 'ghcr.io/k8snetworkplumbingwg/multus-cni:v4.3.0-thick';
const PROGRAMS = '/usr/src/multus-cni/bin';
const CNI_DIRECTORY = '/host/etc/cni/net.d';
const SOCKET_DIRECTORY = '/host/run/multus';
const NODE_ROOT = '/hostroot';
/** @see https://github.com/containernetworking/cni/blob/main/SPEC.md#released-versions */
const CNI_VERSIONS = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

/** Multus 4.3, whose daemon calls the other plugins. */
export class Multus implements AgentProduct {
  constructor(private readonly options: MultusOptions) {
    requireValid(options);
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const configMap = new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: { 'daemon-config.json': JSON.stringify(this.config(), undefined, 2) + '\n' },
    });
    const volume = kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' });
    const { metricsPort } = this.options;
    return {
      container: {
        name: 'multus',
        image: IMAGE,
        command: [`${PROGRAMS}/multus-daemon`],
        envVariables: { MULTUS_NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
        ports: metricsPort ? [{ name: 'metrics', number: metricsPort, hostPort: metricsPort }] : undefined,
        // It listens for the plugin on a socket, and makes the socket once it can answer.
        readiness: kplus.Probe.fromCommand(['test', '-S', `${SOCKET_DIRECTORY}/multus.sock`]),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(50), limit: Size.mebibytes(256) },
        },
        privileges: Privileges.privileged(
          'calls the other plugins, which work on the node and in the network namespaces of its pods',
        ),
        hostMounts: [
          HostMount.cniConfig().at(CNI_DIRECTORY).writable(),
          // Plugins are looked up where the node has them.
          HostMount.cniBin(),
          HostMount.path('/run', { mountPath: '/host/run', readOnly: false }),
          HostMount.path('/var/lib/cni/multus').orCreate().writable(),
          HostMount.kubelet(),
          HostMount.path('/run/k8s.cni.cncf.io').orCreate().writable(),
          HostMount.path('/run/netns').orCreate(),
          HostMount.root().at(NODE_ROOT).writable(),
          HostMount.path('/etc/cni/multus/net.d').orCreate(),
        ],
        volumeMounts: [{ path: '/etc/cni/net.d/multus.d', volume, readOnly: true }],
      },
      initContainers: [
        {
          name: 'install-multus',
          image: IMAGE,
          command: [`${PROGRAMS}/install_multus`, '-d', '/host/opt/cni/bin', '-t', 'thick'],
          resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } },
          // Some installers give the directory to another user than root, and SELinux keeps containers off it.
          privileges: Privileges.capabilities(kplus.Capability.DAC_OVERRIDE).withSeLinuxType('spc_t'),
          hostMounts: [HostMount.cniBin().at('/host/opt/cni/bin').writable()],
        },
      ],
      configMap,
      rules: [
        {
          verbs: ['get', 'list', 'watch'],
          endpoints: [
            kplus.ApiResource.PODS,
            kplus.ApiResource.custom({
              apiGroup: 'k8s.cni.cncf.io',
              resourceType: 'network-attachment-definitions',
            }),
          ],
        },
        { verbs: ['update'], endpoints: [kplus.ApiResource.custom({ apiGroup: '', resourceType: 'pods/status' })] },
        {
          verbs: ['create', 'patch', 'update'],
          endpoints: [
            kplus.ApiResource.EVENTS,
            kplus.ApiResource.custom({ apiGroup: 'events.k8s.io', resourceType: 'events' }),
          ],
        },
      ],
      metrics: metricsPort ? { port: metricsPort, path: '/metrics' } : undefined,
      defaults: {
        hostPid: true,
        silence: { 'host-pid': 'a runtime names the network namespace of a pod by a process of the node' },
        bootstrap: { requires: ['nodeNetwork', 'serviceNetwork'] },
      },
    };
  }

  /** @see https://github.com/k8snetworkplumbingwg/multus-cni/blob/v4.3.0/docs/thick-plugin.md */
  private config(): object {
    const { masterCni, readinessIndicatorFile, namespaceIsolation, globalNamespaces, metricsPort } = this.options;
    return {
      chrootDir: NODE_ROOT,
      cniVersion: this.options.cniVersion ?? '0.3.1',
      cniConfigDir: CNI_DIRECTORY,
      multusAutoconfigDir: CNI_DIRECTORY,
      multusConfigFile: 'auto',
      multusMasterCNI: masterCni,
      readinessindicatorfile: readinessIndicatorFile && `${NODE_ROOT}${readinessIndicatorFile}`,
      namespaceIsolation,
      globalNamespaces: globalNamespaces?.join(','),
      logLevel: this.options.logLevel ?? MultusLogLevel.VERBOSE,
      logToStderr: true,
      metricsPort,
      socketDir: `${SOCKET_DIRECTORY}/`,
    };
  }
}

function requireValid(options: MultusOptions): void {
  const faults = OptionFaults.of('Cni.multus', 'MultusOptions', options);
  const { masterCni, readinessIndicatorFile, namespaceIsolation, globalNamespaces, cniVersion, metricsPort } = options;
  faults.require(
    masterCni === undefined || /^[\w-][\w.-]*\.(conf|conflist|json)$/.test(masterCni),
    `masterCni is ${JSON.stringify(masterCni)}: write the name of a file in /etc/cni/net.d, such as 10-flannel.conflist`,
  );
  if (readinessIndicatorFile !== undefined) faults.absolutePath('readinessIndicatorFile', readinessIndicatorFile);
  faults.require(
    globalNamespaces === undefined || namespaceIsolation === true,
    'globalNamespaces has no effect without namespaceIsolation: true',
  );
  faults.require(globalNamespaces?.length !== 0, 'globalNamespaces is empty: leave it out');
  for (const name of globalNamespaces ?? []) {
    faults.require(
      isDnsSubdomain(name) && !name.includes('.'),
      `globalNamespaces: ${JSON.stringify(name)} is no namespace`,
    );
  }
  faults.require(
    cniVersion === undefined || CNI_VERSIONS.includes(cniVersion),
    `cniVersion is ${JSON.stringify(cniVersion)}: there are ${CNI_VERSIONS.join(', ')}`,
  );
  faults.word('logLevel', options.logLevel, MultusLogLevel);
  if (metricsPort !== undefined) faults.port('metricsPort', metricsPort);
  faults.throwIfAny();
}
