import { labelSelectorMatches, parseInt64, requirementFault } from '../label-selector';
import { isLabelValue, isQualifiedName } from '../label-syntax';
import { Errors } from './errors';
import { validateLabelSelector } from './labels';
import { checkNotNegative, validateMetadata, validateMetadataUpdate } from './metadata';
import { validatePodTemplate } from './pod-template';
import { DaemonSet, DaemonSetSpec } from './schema/daemon-set';
import { LabelSelector } from './schema/label-selector';
import { ObjectMeta } from './schema/object-meta';
import { validateUpdateStrategy } from './update-strategy';

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

type Labels = ReadonlyMap<string, string>;

/**
 * The API server's rules for a DaemonSet that is created, or that replaces `previous`.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/daemonset/strategy.go Validate, ValidateUpdate
 */
export function validateDecodedDaemonSet(daemonSet: DaemonSet, previous: DaemonSet | undefined, errors: Errors): void {
  const { metadata = {}, spec = {} } = daemonSet;
  // An update generates no name, so the API server does not look at how it would begin.
  validateMetadata(previous ? { ...metadata, generateName: undefined } : metadata, 'metadata', errors);
  checkTemplateGeneration(metadata, 'metadata.annotations', errors);
  validateSpec(spec, errors);
  if (previous) {
    validateMetadataUpdate(metadata, previous.metadata ?? {}, 'metadata', errors);
    if (!errors.isUnread('spec.selector') && !isSameSelector(spec.selector, previous.spec?.selector)) {
      const fix = 'keep the selector; a DaemonSet with another selector needs another name';
      errors.invalid('spec.selector', asObject(spec.selector), 'field is immutable', fix);
    }
  }
}

/**
 * What is left of a field of older versions is a number, or the DaemonSet cannot be read.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/conversion.go Convert_v1_DaemonSet_To_apps_DaemonSet
 */
function checkTemplateGeneration({ annotations }: ObjectMeta, path: string, errors: Errors): void {
  const generation = annotations?.get(TEMPLATE_GENERATION);
  if (generation !== undefined && parseInt64(generation) === undefined) {
    const field = `${path}[${TEMPLATE_GENERATION}]`;
    errors.unreadable('FieldValueTypeInvalid', field, 'must be an integer', generation, 'remove it');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec */
function validateSpec(spec: DaemonSetSpec, errors: Errors): void {
  const template = spec.template ?? {};
  validateLabelSelector(spec.selector, 'spec.selector', errors);
  validateSelectsTemplate(spec.selector, template.metadata?.labels ?? new Map(), errors);
  validatePodTemplate(template, 'spec.template', errors);
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec ?? {};
  if (restartPolicy !== '' && restartPolicy !== 'Always') {
    errors.notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']);
  }
  if (activeDeadlineSeconds !== undefined) {
    const rule = 'activeDeadlineSeconds in DaemonSet is not Supported';
    errors.forbidden('spec.template.spec.activeDeadlineSeconds', rule, 'remove it');
  }
  checkNotNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  validateUpdateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy', errors);
  checkNotNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit', errors);
}

function validateSelectsTemplate(selector: LabelSelector | undefined, labels: Labels, errors: Errors): void {
  const field = 'spec.template.metadata.labels';
  const { matchLabels = new Map<string, string>(), matchExpressions = [] } = selector ?? {};
  if (errors.isUnread('spec.selector') || errors.isUnread(field)) {
    return;
  }
  if (!selector || !selects(selector, labels)) {
    const missing = [...matchLabels].filter(([key, value]) => labels.get(key) !== value);
    const labelFix = missing.length > 0 ? `add ${missing.map((label) => label.join(': ')).join(', ')}` : undefined;
    const fix = selector ? labelFix : 'write a spec.selector that selects these labels';
    errors.invalid(field, Object.fromEntries(labels), '`selector` does not match template `labels`', fix);
  }
  if (selector && matchLabels.size + matchExpressions.length === 0) {
    const fix = 'write matchLabels with labels of the template';
    errors.invalid('spec.selector', {}, 'empty selector is invalid for daemonset', fix);
  }
}

/** A selector that cannot be parsed has been reported, and is not held against the labels. */
function selects({ matchLabels = new Map(), matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  const requirements = matchExpressions.map(({ key = '', operator = '', values = [] }) => ({
    key,
    operator,
    values: [...values],
  }));
  const parses =
    [...matchLabels].every(([key, value]) => isQualifiedName(key) && isLabelValue(value)) &&
    requirements.every((each) => !['Gt', 'Lt'].includes(each.operator) && requirementFault(each) === undefined);
  return !parses || labelSelectorMatches({ matchLabels, matchExpressions: requirements }, labels);
}

function isSameSelector(a: LabelSelector | undefined, b: LabelSelector | undefined): boolean {
  return JSON.stringify(asObject(a)) === JSON.stringify(asObject(b));
}

/** The selector as plain JSON, with its labels in order. */
function asObject(selector: LabelSelector | undefined): object {
  const matchLabels = [...(selector?.matchLabels ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  const matchExpressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    return { key, operator, values };
  });
  return { matchLabels: Object.fromEntries(matchLabels), matchExpressions };
}
