import { UUID } from '../domain/uuid.ts';
import { applyForOffer } from './apply-for-offer.ts';
import { currentQuestion } from './current-question.ts';
import { parkForm } from './go-through-form.ts';
import { listOffersFor } from './list-offers.ts';
import { sayMenu } from './menus.ts';
import { showOfferTo } from './show-offer.ts';
import { type Answer, isKnown, type Visit } from './visit.ts';

/** `o:list:<trainings|grants>:<page>`, `o:show:<offer id>`, `o:apply:<offer id>`. Anybody may look; to register one has to agree first. */
export async function pressOfferButton(visit: Visit, what: string, id: string, rest: string): Promise<Answer> {
  const said = (...say: Answer['say']): Answer => ({ say, dialogue: visit.dialogue });
  if (what === 'list' && (id === 'trainings' || id === 'grants') && /^\d{1,3}$/.test(rest))
    return said(await listOffersFor(visit, id, Number(rest)));
  if (what === 'show' && UUID.test(id)) return said(await showOfferTo(visit, id));
  if (what === 'apply' && UUID.test(id)) {
    if (!isKnown(visit)) return said({ lines: [{ key: 'consent:needed' }] }, sayMenu(visit));
    await parkForm(visit);
    return applyForOffer(visit, id);
  }
  return { say: currentQuestion(visit), dialogue: visit.dialogue, toast: { key: 'help:unknown_button' } };
}
