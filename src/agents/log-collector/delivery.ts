import type { LogTarget } from './log-target';
import type { OptionFaults } from '../option-faults';

type Kind = LogTarget['kind'];

/** What the official images of each product can deliver to. */
const DELIVERS: Record<string, Kind[]> = {
  'fluent-bit': ['elasticsearch', 'opensearch', 'kafka', 'loki', 'forward', 'http', 'otlp', 'stdout'],
  fluentd: ['elasticsearch', 'opensearch', 'kafka', 'forward', 'http', 'stdout'],
  vector: ['elasticsearch', 'opensearch', 'kafka', 'loki', 'http', 'otlp', 'stdout'],
  'open-telemetry': ['elasticsearch', 'opensearch', 'kafka', 'loki', 'otlp', 'stdout'],
  filebeat: ['elasticsearch', 'kafka', 'beats', 'stdout'],
  alloy: ['loki', 'kafka', 'otlp', 'stdout'],
  logstash: ['elasticsearch', 'kafka', 'http', 'stdout'],
};

/** Records a fault, with a way out, if the product cannot deliver to the target. */
export function requireDelivery(product: string, { kind }: LogTarget, faults: OptionFaults): void {
  const able = Object.keys(DELIVERS).filter((name) => DELIVERS[name].includes(kind));
  faults.require(
    able.includes(product),
    `output is LogOutput.${kind}, which ${product} cannot deliver to. It delivers to ${DELIVERS[product].join(', ')}; ` +
      `to ${kind} deliver ${able.join(', ')}`,
  );
}
