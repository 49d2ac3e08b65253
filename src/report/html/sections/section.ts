import { Markup } from '../markup';

/** A part of the report. */
export interface Section {
  /** Of the element, which the navigation leads to. */
  readonly id: string;
  readonly title: string;
  /** A sentence on what is shown. @default - none */
  readonly lead?: string;
  readonly body: Markup;
}
