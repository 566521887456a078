/** Which kinds of JSON file a content package may hold, and the shape of one record of each. */
import { calculatorSchema } from '../../shared/catalog/calculator.ts';
import { datasetSchema } from '../../shared/catalog/dataset.ts';
import { faqSchema } from '../../shared/catalog/faq.ts';
import { formFileSchema } from '../../shared/catalog/form-file.ts';
import { guideSchema } from '../../shared/catalog/guide.ts';
import { guidedSchema } from '../../shared/catalog/guided.ts';
import { floorSchema, noticeSchema, profileSchema, shelfSchema } from '../../shared/catalog/hall.ts';
import {
  applicationSchema,
  holidayYearSchema,
  hotSchema,
  jointSchema,
  pinyinSchema,
  placeSchema,
  powerSchema,
  regionSchema,
  sayingSchema,
  themeSchema,
  unconnectedWordsSchema,
} from '../../shared/catalog/package.ts';
import { journeySchema } from '../../shared/journey/definition.ts';

/** Folders of `*.json`; a file holds one record or a list of them. */
export const FOLDER_SCHEMAS = {
  guides: guideSchema,
  journeys: journeySchema,
  datasets: datasetSchema,
  joints: jointSchema,
} as const;

/** Files with a list of records. */
export const LIST_SCHEMAS = {
  themes: themeSchema,
  applications: applicationSchema,
  places: placeSchema,
  powers: powerSchema,
  regions: regionSchema,
  holidays: holidayYearSchema,
  words: sayingSchema,
  shelves: shelfSchema,
  profiles: profileSchema,
  notices: noticeSchema,
  floors: floorSchema,
  faq: faqSchema,
  guided: guidedSchema,
  calculators: calculatorSchema,
  files: formFileSchema,
} as const;

/** Files with one record. */
export const SINGLE_SCHEMAS = {
  hot: hotSchema,
  unconnected: unconnectedWordsSchema,
  pinyin: pinyinSchema,
} as const;
