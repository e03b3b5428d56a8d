/** A card's last digits, as people and receipts write them: `••1234`, “ending in 1234”, “card 1234”. */
export function findLastDigits(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(NAMED)].flatMap(([, digits]) => digits ?? []);
}

const NAMED =
  /(?:[•·*…]+|\bx{2,}|\bending(?: (?:in|on|with))?|\blast (?:four|4)(?: digits)?(?: are)?|\bcard(?: number| no\.?)?)[\s:#-]{0,2}(\d{4})(?!\d|[.,]\d)/giu;
