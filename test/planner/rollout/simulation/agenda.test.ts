import fc from 'fast-check';
import { Agenda } from '../../../../src/planner/rollout/simulation/agenda';

test('an agenda gives what is due in order of time, and at one time in order of addition', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const agenda = new Agenda<[number, number]>();
      times.forEach((time, i) => agenda.add(time, [time, i]));
      const given: [number, number][] = [];
      for (let due = agenda.next(); due; due = agenda.next()) {
        given.push(...due.events);
      }
      const expected = times.map((time, i): [number, number] => [time, i]).sort(([a, i], [b, j]) => a - b || i - j);
      expect(given).toEqual(expected);
      expect(agenda.isEmpty).toBe(true);
    }),
  );
});

test('what is added while the agenda is worked off comes in its turn', () => {
  const agenda = new Agenda<string>();
  agenda.add(5, 'five');
  agenda.add(9, 'nine');
  expect(agenda.next()).toEqual({ time: 5, events: ['five'] });
  agenda.add(7, 'seven');
  agenda.add(9, 'nine again');
  expect(agenda.next()).toEqual({ time: 7, events: ['seven'] });
  expect(agenda.next()).toEqual({ time: 9, events: ['nine', 'nine again'] });
  expect(agenda.next()).toBeUndefined();
});
