/** The invented cards of the reference, with the appendix number of GB 11643 and official specimen values. */
import type { ForeignerCard, ResidencePermit, ResidentCard } from '../../shared/identity/card.ts';
import { samplePhoto } from '../../device-agent/simulators/id-card-text.ts';

/** Resident. */
export const FIXTURE_R: ResidentCard = {
  type: 'resident',
  flag: 'known',
  name: '测试甲',
  sex: '2',
  ethnicity: '01',
  birthDate: '19491231',
  address: '示例省示例市示例区测试路1号',
  number: '11010519491231002X',
  issuer: '示例市公安局示例分局',
  validFrom: '20200101',
  validTo: '长期',
  photo: samplePhoto(),
};

/** Residence permit. */
export const FIXTURE_J: ResidencePermit = {
  type: 'permit',
  name: '测试乙',
  sex: '1',
  birthDate: '19900101',
  address: '示例省示例市示例区测试路2号',
  number: '810000199001010019',
  issuer: '示例市公安局示例分局',
  validFrom: '20210301',
  validTo: '20260301',
  travelPermitNumber: 'H12345678',
  issueCount: '01',
  photo: samplePhoto(),
};

/** Foreigner, 2017: official specimen values. */
export const FIXTURE_I: ForeignerCard = {
  type: 'foreigner',
  edition: 2017,
  name: '证件样本',
  englishName: 'ZHENGJIAN,YANGBEN',
  nationality: 'PAK',
  sex: '2',
  birthDate: '19800101',
  number: 'PAK310080010103',
  validFrom: '20230808',
  validTo: '20330807',
  photo: samplePhoto(),
};

/** Foreigner, 2023: official specimen values. */
export const FIXTURE_Y: ForeignerCard = {
  type: 'foreigner',
  edition: 2023,
  name: '证件样本',
  englishName: 'ZHENGJIAN, YANGBEN',
  nationality: 'PAK',
  sex: '2',
  birthDate: '19800101',
  number: '931586198001010028',
  validFrom: '20230808',
  validTo: '20330807',
  photo: samplePhoto(),
};
