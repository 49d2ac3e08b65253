import { Row, containerErrors } from './fixture';

const CPU = { resourceName: 'cpu', restartPolicy: 'NotRequired' };

describe('validateResizePolicy', () => {
  test.each<Row>([
    ['cpu and memory', [CPU, { resourceName: 'memory', restartPolicy: 'RestartContainer' }], []],
    ['cpu twice', [CPU, CPU], ['Duplicate resizePolicy[1]']],
    ['another resource', [{ ...CPU, resourceName: 'gpu' }], ['NotSupported resizePolicy']],
    ['another policy', [{ ...CPU, restartPolicy: 'Restart' }], ['NotSupported resizePolicy']],
    ['neither', [{}], ['Required resizePolicy', 'Required resizePolicy']],
  ])('%s', (_, resizePolicy, errors) => {
    expect(containerErrors({ resizePolicy })).toEqual(errors);
  });

  test('a pod that never restarts cannot restart to resize', () => {
    const resizePolicy = [{ ...CPU, restartPolicy: 'RestartContainer' }];
    expect(containerErrors({ resizePolicy }, { restartPolicy: 'Never' })).toContain('Invalid resizePolicy');
  });
});
