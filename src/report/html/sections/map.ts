import { PlacementPlanDocument } from '../../../planner/placement/placement-document';
import { countText } from '../../units';
import { markup, Markup } from '../markup';
import { ReportData, RESOURCES, STATES } from '../report-data';
import { Section } from './section';
import { stateMark } from './state';

/** The fleet as a map. The browser draws it; without scripts the tables of the other sections tell the same. */
export function mapSection({ nodes }: PlacementPlanDocument, data: ReportData): Section {
  return {
    id: 'map',
    title: 'Map of the fleet',
    body: markup`<noscript><p class="none">The map needs JavaScript. The sections below tell the same without it.</p></noscript>
<div id="fleet" hidden>
<form class="tools" role="search" aria-label="Map" id="tools">
<label>Agent <select id="agent"><option value="-1">all agents</option>${data.agents.map(({ key }, i) => markup`<option value="${i}">${key}</option>`)}</select></label>
<label>Colour <select id="colour"><option value="state">state</option>${RESOURCES.map((resource, i) => markup`<option value="${i}">${resource} the agents take</option>`)}</select></label>
<label>Group by <select id="group">${data.columns.map(({ title }, i) => markup`<option value="${i}">${i < 4 ? title.toLowerCase() : title}</option>`)}</select></label>
<label class="find">Find <input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="node, agent, pool or label" aria-controls="found"></label>
<div class="toggles" role="group" aria-label="View"><button type="button" id="as-map" aria-pressed="true">Map</button><button type="button" id="as-table" aria-pressed="false">Table</button></div>
</form>
<ul id="found" class="found" aria-label="Found" hidden></ul>
<div class="tools second">
<nav aria-label="Zoom" id="zoom"></nav>
${stateToggles()}
<ol id="scale" class="scale" aria-label="Share of what the node has to give" hidden></ol>
</div>
<div class="split">
<div class="stage">
<div id="cells" role="grid" tabindex="0" aria-label="${countText(nodes.total, 'node')}" aria-describedby="keys">
<canvas id="canvas" aria-hidden="true"></canvas><div id="canvas-space"></div>
<div class="off" role="row"><div role="gridcell" id="cell">no node</div></div>
</div>
<div id="rows" hidden></div>
<p id="keys" class="faint hint"></p>
</div>
<aside id="explanation" aria-label="Explanation"><div id="explained" aria-live="polite" tabindex="-1"></div></aside>
</div>
<p id="status" class="off" role="status"></p>
</div>`,
  };
}

function stateToggles(): Markup {
  const buttons = STATES.map(
    (state, i) =>
      markup`<button type="button" aria-pressed="true" data-state="${i}">${stateMark(state)}${state} <span class="count"></span></button>`,
  );
  return markup`<div class="toggles states" id="states" role="group" aria-label="States shown">${buttons}</div>`;
}
