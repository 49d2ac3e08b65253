import { Row, containerErrors, podErrors } from './fixture';

const GPU = { name: 'gpu', resourceClaimTemplateName: 'gpu' };

describe('validatePodResourceClaim', () => {
  test.each<Row>([
    ['a template', [GPU], []],
    ['a claim', [{ name: 'gpu', resourceClaimName: 'gpu' }], []],
    ['no name', [{ resourceClaimName: 'gpu' }], ['Required resourceClaims[0].name']],
    ['a bad name', [{ ...GPU, name: 'GPU' }], ['Invalid resourceClaims[0].name']],
    ['the same name twice', [GPU, GPU], ['Duplicate resourceClaims[1].name']],
    ['neither', [{ name: 'gpu' }], ['Invalid resourceClaims[0]']],
    ['both', [{ ...GPU, resourceClaimName: 'gpu' }], ['Invalid resourceClaims[0]']],
    [
      'an empty name of a claim',
      [{ name: 'gpu', resourceClaimName: '' }],
      ['Invalid resourceClaims[0].resourceClaimName'],
    ],
  ])('%s', (_, resourceClaims, errors) => {
    expect(podErrors({ resourceClaims })).toEqual(errors);
  });
});

describe('validateResourceClaimNames', () => {
  test.each<Row>([
    ['a claim of the pod', [{ name: 'gpu' }], []],
    [
      'two requests of one claim',
      [
        { name: 'gpu', request: 'a' },
        { name: 'gpu', request: 'b' },
      ],
      [],
    ],
    ['no name', [{}], ['Required resources.claims[0]']],
    ['a claim that the pod does not have', [{ name: 'nic' }], ['NotFound resources.claims[0]']],
    ['a claim twice', [{ name: 'gpu' }, { name: 'gpu', request: 'a' }], ['Duplicate resources.claims[1]']],
    [
      'a request, then all of them',
      [{ name: 'gpu', request: 'a' }, { name: 'gpu' }],
      ['Duplicate resources.claims[1]'],
    ],
    [
      'a request twice',
      [
        { name: 'gpu', request: 'a' },
        { name: 'gpu', request: 'a' },
      ],
      ['Duplicate resources.claims[1]'],
    ],
    ['a bad request', [{ name: 'gpu', request: 'A' }], ['Invalid resources.claims[0].request']],
  ])('%s', (_, claims, errors) => {
    expect(containerErrors({ resources: { claims } }, { resourceClaims: [GPU] })).toEqual(errors);
  });
});
