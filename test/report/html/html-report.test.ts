import { createHash } from 'node:crypto';
import { fullReport } from './full-report';
import { largePlan } from './large-fleet';
import { smallAgents, smallCluster, smallReport } from './small-fleet';
import { htmlReport } from '../../../src/report/html/html-report';
import { daemonSet, node, planOf } from '../../fixtures';

test('the same plan is the same bytes, whatever the order of the nodes', () => {
  const reversed = planOf([...smallCluster()].reverse(), smallAgents());
  expect(htmlReport({ plan: reversed })).toBe(smallReport());
});

test('it has the sections that there is something to tell in', () => {
  const sections = (html: string) => [...html.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id);
  expect(sections(smallReport())).toEqual(['map', 'findings', 'agents', 'matrix', 'overhead']);
  expect(sections(fullReport())).toEqual([
    ...['map', 'findings', 'change', 'agents', 'matrix', 'overhead', 'rollout', 'bootstrap'],
  ]);
});

test('its policy lets run and apply just what is in it, and lets load nothing', () => {
  const html = smallReport();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, style] = /<style>(.*?)<\/style>/s.exec(html)!;
  const [, script] = /<script>(.*?)<\/script>/s.exec(html)!;
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`]),
  );
  expect(policy).not.toContain('unsafe');
  expect(html).not.toMatch(/https?:\/\//);
});

test('a title is text', () => {
  expect(htmlReport({ plan: planOf([node('a')], [daemonSet('x')]) }, { title: '<b>' })).toContain(
    '<title>&lt;b&gt;</title>',
  );
});

test('a plan without an agent is told as well', () => {
  expect(htmlReport({ plan: planOf([node('a')], []) })).toContain('0 agents on 1 node of 1 kind');
});

test('ten times the nodes are less than ten times the bytes', () => {
  const size = (nodes: number) => Buffer.byteLength(htmlReport({ plan: largePlan(nodes, 10) }));
  expect(size(5000) - size(500)).toBeLessThan(4500 * 40);
});
