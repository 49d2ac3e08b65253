import { differences, planOfRecording, recordings } from './recordings';

test.each([
  ['scenarios.jsonl.gz', 153],
  ['contexts.jsonl.gz', 52],
])('every agent of every cluster in %s fares as it did in Kubernetes', (file, count) => {
  const recorded = recordings(file);
  expect(recorded.length).toBeGreaterThanOrEqual(count);
  expect(recorded.flatMap((recording) => differences(recording, planOfRecording(recording)))).toEqual([]);
});
