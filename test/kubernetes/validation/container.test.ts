import { Row, containerErrors, podErrors, podFixes } from './fixture';

describe('validateContainerCommon', () => {
  test.each<Row>([
    ['a name and an image', {}, []],
    ['an image of one space, as a place to fill', { image: ' ' }, []],
    ['no name', { name: '' }, ['Required name']],
    ['a name with a dot', { name: 'a.b' }, ['Invalid name']],
    ['a name of 64 characters', { name: 'a'.repeat(64) }, ['Invalid name']],
    ['no image', { image: undefined }, ['Required image']],
    ['an unknown pull policy', { imagePullPolicy: 'always' }, ['NotSupported imagePullPolicy']],
    ['an unknown message policy', { terminationMessagePolicy: 'Logs' }, ['NotSupported terminationMessagePolicy']],
  ])('%s', (_, container, errors) => {
    expect(containerErrors(container)).toEqual(errors);
  });
});

describe('validateContainers', () => {
  const container = (name: string) => ({ name, image: 'agent' });

  test('no containers', () => {
    expect(podErrors({ containers: [] })).toEqual(['Required containers']);
    expect(podErrors({ containers: undefined })).toEqual(['Required containers']);
  });

  test('the same name twice', () => {
    expect(podErrors({ containers: [container('a'), container('a')] })).toEqual(['Duplicate containers[1].name']);
  });

  test('an entry that is null is an empty container', () => {
    expect(podErrors({ containers: [null] })).toEqual(['Required containers[0].name', 'Required containers[0].image']);
  });

  test('a name that is nearly right says what it should be', () => {
    expect(podFixes({ containers: [container('Log_Agent')] })).toEqual(['did you mean log-agent?']);
  });
});
