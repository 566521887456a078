/** What a resident identity card, permanent residence card or residence permit says (text block of GA/T 467 readers). */

interface CardCommon {
  readonly sex: '0' | '1' | '2' | '9';
  /** YYYYMMDD. */
  readonly birthDate: string;
  readonly number: string;
  readonly validFrom: string;
  /** YYYYMMDD or `长期`. */
  readonly validTo: string;
  /** 1 024 opaque bytes (WLT); drawn only where a decoder command is configured. Wiped with the session. */
  readonly photo: Uint8Array;
}

/** Resident identity card. Also the reading of a card whose type flag is unknown. */
export interface ResidentCard extends CardCommon {
  readonly type: 'resident';
  readonly flag: 'known' | 'unknown';
  readonly name: string;
  /** GB/T 3304, two digits. */
  readonly ethnicity: string;
  readonly address: string;
  readonly issuer: string;
}

/** 港澳台居民居住证, type flag J. */
export interface ResidencePermit extends CardCommon {
  readonly type: 'permit';
  readonly name: string;
  readonly address: string;
  readonly issuer: string;
  readonly travelPermitNumber: string;
  readonly issueCount: string;
}

/** 外国人永久居留身份证, type flags I (2017) and Y (2023). */
export interface ForeignerCard extends CardCommon {
  readonly type: 'foreigner';
  readonly edition: 2017 | 2023;
  readonly name: string;
  readonly englishName: string;
  /** Three letters, GB/T 2659. */
  readonly nationality: string;
}

/** Any card that the reader understands. */
export type IdentityCard = ResidentCard | ResidencePermit | ForeignerCard;

/** What the page may see of a person. */
export interface MaskedIdentity {
  readonly cardType: IdentityCard['type'];
  /** 张*; the name is never shown whole. */
  readonly name: string;
  /** First and last character only. */
  readonly number: string;
}
