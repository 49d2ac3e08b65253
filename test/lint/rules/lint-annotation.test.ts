import { lintAnnotation } from '../../../src/lint/rules/lint-annotation';
import { agent, describeRule } from '../lint-fixture';

describeRule(lintAnnotation, [
  [
    'the reason is missing',
    { agents: [agent('logs', { metadata: { annotations: { 'cdk8s-node-agents/lint.best-effort': ' ' } } })] },
    'logs: the annotation cdk8s-node-agents/lint.best-effort gives no reason, so the rule still holds',
  ],
  [
    'the rule is mistyped',
    { agents: [agent('logs', { metadata: { annotations: { 'cdk8s-node-agents/lint.best-efort': 'short-lived' } } })] },
    'logs: the annotation cdk8s-node-agents/lint.best-efort names no rule',
  ],
  [
    'the reason is given',
    { agents: [agent('logs', { metadata: { annotations: { 'cdk8s-node-agents/lint.best-effort': 'a demo' } } })] },
  ],
]);
