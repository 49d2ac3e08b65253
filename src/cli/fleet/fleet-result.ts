import { FleetPlanDocument } from '../../planner/fleet/fleet-document';
import { CommandResult } from '../command';
import { FleetFormat } from '../fleet-options';
import { asJson, ReportOptions, textOptions } from '../report-options';
import { Streams } from '../streams';

/** Only the report that is asked for is loaded. */
declare const require: NodeJS.Require;

/** A plan of a fleet as it is told, with what cannot be planned on standard error too. */
export function fleetResult(
  document: FleetPlanDocument,
  options: ReportOptions<FleetFormat>,
  streams: Streams,
): CommandResult {
  const { failed, unreadable } = document.totals;
  return {
    output: reportOf(document, options, streams),
    exitCode: unreadable > 0 ? 2 : failed > 0 ? 1 : 0,
    file: options.output,
    faults: document.clusters.filter(({ status }) => status === 'unreadable').flatMap(({ why }) => why),
  };
}

function reportOf(document: FleetPlanDocument, options: ReportOptions<FleetFormat>, streams: Streams): string {
  switch (options.format) {
    case 'json':
      return asJson(document);
    case 'markdown': {
      const { fleetMarkdown } =
        require('../../report/markdown/fleet-markdown') as typeof import('../../report/markdown/fleet-markdown');
      return fleetMarkdown(document);
    }
    case 'junit': {
      const { fleetJunit } =
        require('../../report/junit/fleet-junit') as typeof import('../../report/junit/fleet-junit');
      return fleetJunit(document);
    }
    case 'text': {
      const { fleetText } = require('../../report/text/fleet-text') as typeof import('../../report/text/fleet-text');
      return fleetText(document, textOptions(streams, options));
    }
  }
}
