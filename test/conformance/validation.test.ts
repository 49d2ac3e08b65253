import { recordings } from './recordings';
import { validateDaemonSet } from '../../src/kubernetes/validation/validate-daemon-set';

/** Each (type, field) pair once: where several rules are broken the API server repeats the pair. */
function pairs(errors: readonly { type: string; field: string }[]): string[] {
  return [...new Set(errors.map(({ type, field }) => `${type} ${field}`))].sort();
}

test('every recorded DaemonSet has the errors that the API server found, and no others', () => {
  const recorded = recordings('validation.jsonl.gz');
  const differences = recorded
    .map(({ id, daemonSet, old, errors }) => ({
      id,
      recorded: pairs(errors),
      found: pairs(validateDaemonSet(daemonSet, old)),
    }))
    .filter((each) => each.recorded.join() !== each.found.join());
  expect(recorded.length).toBeGreaterThan(400);
  expect(differences).toEqual([]);
});

test.each(['scenarios', 'contexts'])('of the DaemonSets of %s those have errors that were rejected', (file) => {
  const verdicts = recordings(`${file}.jsonl.gz`).flatMap(({ id, daemonSets, expected }) =>
    daemonSets.map((daemonSet: any) => {
      const { name } = daemonSet.metadata;
      const fields = validateDaemonSet(daemonSet).map(({ field }) => field);
      const message: string = expected.rejected[name] ?? '';
      return { id, name, rejected: message !== '', told: fields.filter((field) => message.includes(field)), fields };
    }),
  );
  expect(verdicts.length).toBeGreaterThan(150);
  expect(verdicts.filter(({ rejected, fields }) => rejected !== fields.length > 0)).toEqual([]);
  expect(verdicts.filter(({ told, fields }) => told.length < fields.length)).toEqual([]);
});
