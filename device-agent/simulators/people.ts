/** The people of the demonstration. Their numbers begin with regions that no standard assigns: they can belong to nobody. */
import type { IdentityCard } from '../../shared/identity/card.ts';
import { checkCharacter } from '../../shared/identity/number-check.ts';
import { samplePhoto } from './id-card-text.ts';

/** Somebody whose card can be laid on the simulated reader. */
export interface SamplePerson {
  readonly id: string;
  /** For the dock: who and what is special. */
  readonly label: string;
  readonly card: IdentityCard;
}

/** Region 999999 is not in GB/T 2260, so no office has issued such a number. */
function numberOf(birthDate: string, sequence: string, region = '999999'): string {
  const first17 = region + birthDate + sequence;
  return first17 + checkCharacter(first17);
}

interface ResidentFacts {
  readonly name: string;
  readonly sex: '1' | '2';
  readonly ethnicity: string;
  readonly birthDate: string;
  readonly sequence: string;
  readonly validTo?: string;
}

function resident(facts: ResidentFacts): IdentityCard {
  return {
    type: 'resident',
    flag: 'known',
    name: facts.name,
    sex: facts.sex,
    ethnicity: facts.ethnicity,
    birthDate: facts.birthDate,
    address: '示例省示例市示例区演示路1号',
    number: numberOf(facts.birthDate, facts.sequence),
    issuer: '示例市公安局示例分局',
    validFrom: '20200101',
    validTo: facts.validTo ?? '20400101',
    photo: samplePhoto(),
  };
}

/** Everybody; ids are stable, demonstration data hangs on them. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    id: 'zhang',
    label: '张示例（演示，居民身份证）',
    card: resident({ name: '张示例', sex: '1', ethnicity: '01', birthDate: '19850412', sequence: '001' }),
  },
  {
    id: 'li',
    label: '李样本（演示，蒙古族，长期有效）',
    card: resident({ name: '李样本', sex: '2', ethnicity: '02', birthDate: '19560923', sequence: '002', validTo: '长期' }),
  },
  {
    id: 'rare',
    label: '㛃䶮示例（演示，生僻字）',
    card: resident({ name: '㛃䶮示例', sex: '2', ethnicity: '01', birthDate: '19920229', sequence: '004' }),
  },
  {
    id: 'expired',
    label: '王过期（演示，证件已过有效期）',
    card: resident({ name: '王过期', sex: '1', ethnicity: '11', birthDate: '19700101', sequence: '003', validTo: '20210101' }),
  },
  {
    id: 'permit',
    label: '陈演示（演示，港澳台居民居住证）',
    card: {
      type: 'permit',
      name: '陈演示',
      sex: '1',
      birthDate: '19881130',
      address: '示例省示例市示例区演示路2号',
      number: numberOf('19881130', '001', '819999'),
      issuer: '示例市公安局示例分局',
      validFrom: '20230301',
      validTo: '20380301',
      travelPermitNumber: 'H00000000',
      issueCount: '01',
      photo: samplePhoto(),
    },
  },
  {
    id: 'foreigner-2017',
    label: 'SAMPLE,PERSON（演示，外国人永久居留身份证 2017 版）',
    card: {
      type: 'foreigner',
      edition: 2017,
      name: '证件样本',
      englishName: 'SAMPLE,PERSON',
      nationality: 'XXA',
      sex: '2',
      birthDate: '19800101',
      number: 'XXA990080010100',
      validFrom: '20200808',
      validTo: '20300807',
      photo: samplePhoto(),
    },
  },
  {
    id: 'foreigner-2023',
    label: 'EXAMPLE, PERSON（演示，外国人永久居留身份证 2023 版）',
    card: {
      type: 'foreigner',
      edition: 2023,
      name: '',
      englishName: 'EXAMPLE, PERSON WITH A VERY LONG GIVEN NAME',
      nationality: 'XXA',
      sex: '1',
      birthDate: '19811231',
      number: numberOf('19811231', '001', '999998'),
      validFrom: '20240808',
      validTo: '20340807',
      photo: samplePhoto(),
    },
  },
];

/** The person with that id. Throws for an id that is not in the list: callers take ids from it. */
export function samplePerson(id: string): SamplePerson {
  const person = SAMPLE_PEOPLE.find((one) => one.id === id);
  if (person === undefined) throw new Error('no sample person of that id');
  return person;
}
