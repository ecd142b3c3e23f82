import { parsedJson, readEvents } from './cloudTrail';
import type { Denial } from './denial';
import { readMessage } from './message';

/**
 * What a pasted text tells of refused calls: a CloudTrail event or log, a decoded authorization message, or any text
 * with an error message of AWS in it.
 * @returns empty when there is nothing of the kind in it
 */
export function readDenials(text: string): readonly Denial[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const events = readEvents(parsedJson(trimmed));
    if (events.length > 0) return events;
  }
  const message = readMessage(trimmed);
  return message === undefined ? [] : [message];
}
