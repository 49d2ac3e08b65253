import { LintRule } from './rule';
import { bestEffort } from './rules/best-effort';
import { bidirectionalNotPrivileged } from './rules/bidirectional-not-privileged';
import { budgetSpent } from './rules/budget-spent';
import { configMapsWatch } from './rules/config-maps-watch';
import { disruptionBudget } from './rules/disruption-budget';
import { drainGap } from './rules/drain-gap';
import { emptyAffinityTerm } from './rules/empty-affinity-term';
import { hostNetworkDns } from './rules/host-network-dns';
import { hostPathType } from './rules/host-path-type';
import { hostPid } from './rules/host-pid';
import { hostPortClash } from './rules/host-port-clash';
import { ignoredSeconds } from './rules/ignored-seconds';
import { keptOffByTaint } from './rules/kept-off-by-taint';
import { latestImage } from './rules/latest-image';
import { limitsWithoutRequests } from './rules/limits-without-requests';
import { lintAnnotation } from './rules/lint-annotation';
import { missingProbes } from './rules/missing-probes';
import { mountPropagation } from './rules/mount-propagation';
import { noOsSelector } from './rules/no-os-selector';
import { noPriorityClass } from './rules/no-priority-class';
import { nodeCriticalPriority } from './rules/node-critical-priority';
import { noExecuteSeconds } from './rules/noexecute-seconds';
import { nonIntegerComparison } from './rules/non-integer-comparison';
import { nonRootLogs } from './rules/non-root-logs';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { partialExclusion } from './rules/partial-exclusion';
import { platformPort } from './rules/platform-port';
import { podSecurityLabel } from './rules/pod-security-label';
import { podSecurityLevel } from './rules/pod-security-level';
import { podWatchWithoutNode } from './rules/pod-watch-without-node';
import { privilegedContainer } from './rules/privileged';
import { runsNowhere } from './rules/runs-nowhere';
import { secretsWatch } from './rules/secrets-watch';
import { selectorChanged } from './rules/selector-changed';
import { selectorLabels } from './rules/selector-labels';
import { sharedHostPath } from './rules/shared-host-path';
import { slowRollout } from './rules/slow-rollout';
import { socketHostPath } from './rules/socket-host-path';
import { surgeHostNetwork } from './rules/surge-host-network';
import { surgeHostPort } from './rules/surge-host-port';
import { surgeNoRoom } from './rules/surge-no-room';
import { toleratesEverything } from './rules/tolerates-everything';
import { tolerationMissesTaint } from './rules/toleration-misses-taint';
import { undeclaredHostPort } from './rules/undeclared-host-port';
import { unsetLabel } from './rules/unset-label';
import { variantsOverlap } from './rules/variants-overlap';
import { virtualNode } from './rules/virtual-node';
import { wrongArchitecture } from './rules/wrong-architecture';
import { wrongOperatingSystem } from './rules/wrong-operating-system';

/** Every rule: on rollouts, on where agents run, on room, on ports, on host paths, on privileges, on the objects around. */
export const LINT_RULES: readonly LintRule[] = [
  surgeHostPort,
  surgeHostNetwork,
  surgeNoRoom,
  budgetSpent,
  slowRollout,
  drainGap,
  toleratesEverything,
  tolerationMissesTaint,
  keptOffByTaint,
  runsNowhere,
  ignoredSeconds,
  noExecuteSeconds,
  nonIntegerComparison,
  emptyAffinityTerm,
  partialExclusion,
  virtualNode,
  wrongOperatingSystem,
  wrongArchitecture,
  noOsSelector,
  unsetLabel,
  nodeCriticalPriority,
  noPriorityClass,
  bestEffort,
  limitsWithoutRequests,
  variantsOverlap,
  hostPortClash,
  platformPort,
  undeclaredHostPort,
  hostNetworkDns,
  sharedHostPath,
  hostPathType,
  socketHostPath,
  nonRootLogs,
  bidirectionalNotPrivileged,
  mountPropagation,
  privilegedContainer,
  hostPid,
  podSecurityLabel,
  podSecurityLevel,
  secretsWatch,
  configMapsWatch,
  podWatchWithoutNode,
  missingProbes,
  latestImage,
  disruptionBudget,
  selectorLabels,
  selectorChanged,
  overlappingSelectors,
  lintAnnotation,
];
