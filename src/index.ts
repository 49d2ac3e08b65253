// Agents
export * from './agents/agent-variants';
export * from './agents/cni-agent';
export * from './agents/cni-agent/cni';
export * from './agents/cni-agent/flannel-backend';
export * from './agents/cni-agent/flannel-options';
export * from './agents/csi-node-driver';
export * from './agents/csi-node-driver/csi-driver';
export * from './agents/csi-node-driver/csi-driver-options';
export * from './agents/device-plugin';
export * from './agents/device-plugin/device';
export * from './agents/host-mount';
export * from './agents/image-pre-puller';
export * from './agents/kube-rbac-proxy';
export * from './agents/log-collector';
export * from './agents/log-collector/collector';
export * from './agents/log-collector/collector-options';
export * from './agents/log-collector/log-format';
export * from './agents/log-collector/log-output';
export * from './agents/log-collector/log-output-options';
export * from './agents/node-agent-container-props';
export * from './agents/node-agent-daemon-set';
export * from './agents/node-agent-daemon-set-props';
export * from './agents/node-agent-namespace';
export * from './agents/node-agent-props';
export * from './agents/node-cleaner';
export * from './agents/node-cleaner/clean-up';
export * from './agents/node-debugger';
export * from './agents/node-exporter';
export * from './agents/node-exporter/node-collectors';
export * from './agents/node-exporter/textfile-collector';
export * from './agents/node-initializer';
export * from './agents/node-problem-detector';
export * from './agents/node-proxy';
export * from './agents/node-proxy/envoy-options';
export * from './agents/node-proxy/kube-proxy-options';
export * from './agents/node-proxy/proxy';
export * from './agents/node-set';
export * from './agents/priority-class';
export * from './agents/privileges';
export * from './agents/reach';
export * from './agents/reboot-manager';
export * from './agents/security-agent';
export * from './agents/security-agent/falco-options';
export * from './agents/security-agent/security-sensor';
export * from './agents/service-monitor';
export * from './agents/toleration-set';
export * from './agents/update-strategy';

// Validation
export * from './kubernetes/validation/manifest-error';
export * from './kubernetes/validation/manifest-validator';

// Inventory
export * from './inventory/node-inventory';
export * from './inventory/node-pool';
export type { Taint } from './kubernetes/taint';
export type { Toleration } from './kubernetes/toleration';

// Planner
export * from './planner/placement/placement-document';
export * from './planner/placement/overhead/overhead-document';
export * from './planner/placement/overhead/placement-overhead';
export * from './planner/placement/placement-plan';
export * from './planner/placement/placement-plan-options';
export * from './planner/rollout/rollout-document';
export * from './planner/rollout/rollout-plan';
export * from './planner/rollout/rollout-plan-options';
export * from './planner/bootstrap/bootstrap-document';
export * from './planner/bootstrap/bootstrap-plan';
export * from './planner/bootstrap/bootstrap-plan-options';
export * from './planner/bootstrap/bootstrap-role';
export * from './planner/change/events/events-document';
export * from './planner/change/events/node-change';
export * from './planner/change/events/placement-events';
export * from './planner/change/between/change-document';
export * from './planner/change/between/placement-change';
export * from './synth/placement-planner';
export * from './synth/placement-planner-options';
export type { PlatformPort } from './lint/lint-options';
export * from './synth/rollout-planner';
export * from './synth/bootstrap-planner';
export * from './synth/placement-validation';
export * from './synth/coverage';

// Privileges
export type { PodSecurityLevel } from './kubernetes/pod-security/level';
export * from './kubernetes/pod-security/broken-control';
export * from './privileges/privilege-document';
export * from './privileges/privilege-report';
export * from './privileges/privilege-report-options';
export * from './synth/privilege-reporter';
