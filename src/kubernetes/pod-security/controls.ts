import { PodSecurityControl } from './control';
import {
  allowPrivilegeEscalation,
  capabilitiesBaseline,
  capabilitiesRestricted,
  privileged,
} from './controls/container-privileges';
import {
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  windowsHostProcess,
} from './controls/host-access';
import { restrictedVolumes } from './controls/restricted-volumes';
import { runAsNonRoot, runAsUser } from './controls/run-as';
import {
  appArmorProfile,
  procMount,
  procMountRestricted,
  seccompProfileBaseline,
  seccompProfileRestricted,
  seLinuxOptions,
} from './controls/security-profiles';
import { sysctls } from './controls/sysctls';

/**
 * Every control of the Pod Security Standards, in the order in which an event tells them: those of level baseline first,
 * each level by identifier.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/registry.go
 */
export const POD_SECURITY_CONTROLS: readonly PodSecurityControl[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMount,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
];
