import type { Chance } from "../chance/Chance.js";
import type { Zipf } from "../chance/Zipf.js";
import type { People } from "../people/People.js";

/**
 * A sender and another holder who receives, each as likely as the next.
 * @param heat When given, low numbers are drawn as often as Zipf's law says.
 */
export function drawPair(
  { population }: People,
  chance: Chance,
  heat?: { readonly senders: Zipf; readonly holders: Zipf },
): { readonly sender: number; readonly receiver: number } {
  const { senders, holders } = population;
  const sender = heat === undefined ? chance.below(senders) : heat.senders.draw(chance);
  const receiver = heat === undefined ? chance.below(holders) : heat.holders.draw(chance);
  return { sender, receiver: receiver === sender ? (receiver + 1) % holders : receiver };
}
