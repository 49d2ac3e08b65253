import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { AgentBlueprint } from '../agent-blueprint';
import { HOST_PROCESS_POD } from '../host-process-pod';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import type { AquaOptions } from './aqua-options';

const SHELL = ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command'];
const SERVICE = 'slkd';
const PROGRAM = 'C:\\Program Files\\AquaSec\\slk.exe';
const INSTALLER = 'AquaAgentWindowsInstaller.msi';

/** What Windows Installer answers when all went well; the second wants a restart of the node. */
const SUCCESS = '0, 3010';

const REMOVE = [
  `Get-CimInstance Win32_Product -Filter "Vendor = 'Aqua Security'" | ForEach-Object { ` +
    "Start-Process msiexec.exe -ArgumentList @('/X', $_.IdentifyingNumber, '/qn', '/norestart') -Wait }",
];

/** Each variable of the container is a property of the installer. No log is written: the token would be in it. */
const INSTALL = [
  "$ErrorActionPreference = 'Stop'",
  ...REMOVE,
  `$installer = Join-Path $env:TEMP '${INSTALLER}'`,
  `Copy-Item (Join-Path $env:CONTAINER_SANDBOX_MOUNT_POINT '${INSTALLER}') $installer -Force`,
  '$properties = Get-ChildItem env: | ForEach-Object { \'{0}="{1}"\' -f $_.Name, $_.Value }',
  "$arguments = @('/I', $installer, '/qn', '/norestart') + $properties",
  '$result = Start-Process msiexec.exe -ArgumentList $arguments -Wait -PassThru',
  `if ($result.ExitCode -notin ${SUCCESS}) { throw ('The installer ended with ' + $result.ExitCode) }`,
  'while ($true) { Start-Sleep 30 }',
];

/**
 * The Aqua Enforcer on Windows nodes: the container installs it on its node, as a service of that, and removes it when it ends.
 *
 * @see https://github.com/aquasecurity/aqua-helm/blob/master/enforcer/templates/enforcer-windows-daemonset.yaml
 */
export function aquaOnWindows(
  { version, tls, clusterId, containersStorage = false }: AquaOptions,
  envVariables: Record<string, kplus.EnvValue>,
  rules: kplus.ClusterRolePolicyRule[],
): AgentBlueprint {
  const faults = new OptionFaults('SecuritySensor.aqua on Windows nodes');
  faults.require(tls === undefined, 'tls: a service of the node sees no file of a container; leave it out');
  faults.require(clusterId === undefined, 'clusterId has no effect: leave it out');
  faults.require(!containersStorage, 'containersStorage is of Linux: leave it out');
  faults.throwIfAny();
  return {
    forWindows: true,
    container: {
      name: 'enforcer',
      image: `registry.aquasec.com/windows-enforcer:${version}`,
      command: SHELL,
      args: [INSTALL.join('; ')],
      envVariables: { ...envVariables, AQUA_ENFORCER_TYPE: kplus.EnvValue.fromValue('full') },
      startup: asked(`Get-Service ${SERVICE} -ErrorAction Stop`, { failureThreshold: 20 }),
      liveness: asked(`if ((Get-Service ${SERVICE}).Status -ne 'Running') { exit 1 }`),
      readiness: asked(
        `if (-not (& '${PROGRAM}' health check | Select-String 'connection to management server.*PASSED' -Quiet)) { exit 1 }`,
      ),
      lifecycle: { preStop: kplus.Handler.fromCommand([...SHELL, ...REMOVE]) },
      privileges: Privileges.hostProcess('installs the enforcer on its node, and removes it'),
      // The container itself needs little: this keeps room for the service.
      resources: {
        cpu: { request: kplus.Cpu.millis(250) },
        memory: { request: Size.mebibytes(500), limit: Size.mebibytes(1500) },
      },
    },
    rules,
    defaults: {
      ...HOST_PROCESS_POD,
      terminationGracePeriod: Duration.minutes(2),
    },
  };
}

function asked(question: string, options: kplus.ProbeOptions = {}): kplus.Probe {
  return kplus.Probe.fromCommand([...SHELL, question], {
    initialDelaySeconds: Duration.seconds(15),
    periodSeconds: Duration.seconds(15),
    timeoutSeconds: Duration.seconds(15),
    ...options,
  });
}
