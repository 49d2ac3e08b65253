import { styleOf } from '../../../src/report/text/style';

test('a style without colours leaves every text as it is', () => {
  expect(Object.values(styleOf(false)).map((paint) => paint('text'))).toEqual(Array(5).fill('text'));
});

test('every colour is switched off again', () => {
  const { heading, bad } = styleOf(true);
  expect(heading(`a ${bad('b')} c`)).toBe('\u001b[1ma \u001b[31mb\u001b[39m c\u001b[22m');
});
