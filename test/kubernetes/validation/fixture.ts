import { ManifestError } from '../../../src/kubernetes/validation/manifest-error';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

/** A DaemonSet that the API server accepts, with other fields in its pod spec. */
export function daemonSet(podSpec: object = {}): any {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'agents' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0' }], ...podSpec },
      },
    },
  };
}

/** A pod spec whose container has other fields. */
export function withContainer(container: object, podSpec: object = {}): object {
  return { containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0', ...container }], ...podSpec };
}

/** The errors as `Required spec.template.spec.containers`, where the path of the pod spec is left out. */
export function brief(errors: readonly ManifestError[]): string[] {
  return errors.map(({ type, field }) => {
    const path = field.replace(/^spec\.template\.spec\.(?=.)/, '');
    return `${type.replace('FieldValue', '')} ${path}`;
  });
}

/** What is wrong with a pod spec, in brief. */
export function podErrors(podSpec: object): string[] {
  return brief(validateDaemonSet(daemonSet(podSpec)));
}

/** What is wrong with a container, in brief, with `containers[0].` left out. */
export function containerErrors(container: object, podSpec: object = {}): string[] {
  return podErrors(withContainer(container, podSpec)).map((each) => each.replace('containers[0].', ''));
}

/** The fixes that the errors of a pod spec propose. */
export function podFixes(podSpec: object): (string | undefined)[] {
  return validateDaemonSet(daemonSet(podSpec)).map(({ fix }) => fix);
}

/** A sentence, what is validated, and its errors in brief. */
export type Row = readonly [rule: string, value: any, errors: string[]];
