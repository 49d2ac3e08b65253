import { Errors } from './errors';
import { Container, ContainerRestartRule } from './schema/container';

const POLICIES = ['Always', 'Never', 'OnFailure'];
const ACTIONS = ['Restart', 'RestartAllContainers'];
const OPERATORS = ['In', 'NotIn'];

type Restartable = Pick<Container, 'restartPolicy' | 'restartPolicyRules'>;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerRestartPolicy */
export function validateRestartPolicy(container: Restartable, path: string, errors: Errors): void {
  const { restartPolicy, restartPolicyRules: rules = [] } = container;
  if (restartPolicy === undefined && rules.length > 0) {
    errors.required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used');
  } else if (restartPolicy !== undefined && !POLICIES.includes(restartPolicy)) {
    errors.notSupported(`${path}.restartPolicy`, restartPolicy, POLICIES);
  }
  if (rules.length > 20) {
    errors.tooMany(`${path}.restartPolicyRules`, rules.length, 20);
  }
  rules.forEach((rule, i) => validateRule(rule, `${path}.restartPolicyRules[${i}]`, errors));
}

/**
 * The same for an init container, whose rules count only beside a policy.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateInitContainerRestartPolicy
 */
export function validateInitRestartPolicy(container: Restartable, path: string, errors: Errors): void {
  if (container.restartPolicy !== undefined) {
    validateRestartPolicy(container, path, errors);
  } else if (container.restartPolicyRules?.length) {
    errors.required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used');
  }
}

function validateRule({ action = '', exitCodes }: ContainerRestartRule, path: string, errors: Errors): void {
  if (!ACTIONS.includes(action)) {
    errors.notSupported(`${path}.action`, action, ACTIONS);
  }
  if (!exitCodes) {
    errors.required(`${path}.exitCodes`, 'must be specified');
    return;
  }
  const { operator = '', values = [] } = exitCodes;
  if (!OPERATORS.includes(operator)) {
    errors.notSupported(`${path}.exitCodes.operator`, operator, OPERATORS);
  }
  if (values.length > 255) {
    errors.tooMany(`${path}.exitCodes.values`, values.length, 255);
  }
}
