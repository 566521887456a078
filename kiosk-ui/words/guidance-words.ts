/** Sentences of answers, of the few large questions and of how the machine is used; they come with the later screens. */
import { fill } from './words.ts';

/** The sentences. */
export const GUIDANCE_WORDS = {
  // answered questions, in the search and by themselves
  'search.questions': '大家常问',
  'search.matters': '要办的事',
  'search.ask': '没有您要的？请到{window}问一问，或打 {phone}。',
  'faq.over': '常见问题',
  'faq.from': '来源',
  'faq.guide': '办事指南《{name}》',
  'faq.date': '日期',
  'faq.stale': '这份办事指南后来改过，请以指南为准。',
  'faq.others': '同一件事还常问',
  'faq.to-guide': '去看办事指南',
  'faq.unsolved': '没解决？请到{window}问一问，或打 {phone}。',

  // an event of life
  'guided.lead': '第 {n} 题。点一个最接近的，不清楚也没关系。',
  'guided.choices': '请选一个',
  'guided.result': '{title}：可能要办的事',
  'guided.result-lead': '按您的回答列出来的，共 {n} 件。点开就能看材料。',
  'guided.none': '按您的回答，没有要办的事了。',
  'guided.list': '可能要办的事',
  'guided.answered': '您的回答',
  'guided.again': '重新回答',
  'guided.unsolved': '还拿不准？请到{window}问一问，或打 {phone}。',

  // how the machine is used
  'how-to.title': '操作说明',
  'how-to.lead': '想看哪一样，就点哪一样。您填写的内容还在。',
  'how-to.list': '操作说明的内容',
  'how-to.all': '看别的说明',
  'how-to.on': '接着办',

  'how-to.card': '放身份证',
  'how-to.card.1': '屏幕上说“请放身份证”时，把证平放在读卡区。',
  'how-to.card.2': '放稳不要动，等屏幕上出来您的姓。',
  'how-to.card.3': '办完了，把证拿走。忘了拿，机器会提醒您。',
  'how-to.scan': '扫码',
  'how-to.scan.1': '把凭条上或手机上的码，对着扫描口的亮光。',
  'how-to.scan.2': '离开一拳远，不动，听到响声就好了。',
  'how-to.scan.3': '扫凭条上的码，可以看办到哪一步。',
  'how-to.print': '打印与取纸',
  'how-to.print.1': '按“打印凭条”，纸从出纸口出来。',
  'how-to.print.2': '等屏幕说“打印好了”，再轻轻取下来。',
  'how-to.print.3': '没打出来也不要紧，内容还在屏幕上，可以再打一张。',
  'how-to.write': '填写与打字',
  'how-to.write.1': '点字母，写拼音。只写第一个字母也行。',
  'how-to.write.2': '上面出来一排字，点您要的那个。',
  'how-to.write.3': '写错了，点“删除”。数字和符号点“数字符号”。',
  'how-to.look': '大字、高对比、低位',
  'how-to.look.1': '看不清楚，点“大字”，字就变大。',
  'how-to.look.2': '觉得刺眼或者颜色淡，点“高对比”。',
  'how-to.look.3': '够不着，点“低位”，按钮都到下面来。',
  'how-to.leave': '怎么退出',
  'how-to.leave.1': '办完了，点“退出”。',
  'how-to.leave.2': '您的信息马上清除，后面的人看不到。',
  'how-to.leave.3': '别忘了身份证和凭条。',
  'how-to.phone': '用手机办',
  'how-to.phone.1': '“蒙速办”是内蒙古的移动政务服务平台，在手机上用。',
  'how-to.phone.2': '怎么装、怎么注册，请问{window}，或打 {phone}。',
} as const;

/** A sentence's key. */
export type GuidanceKey = keyof typeof GUIDANCE_WORDS;

/** The sentence, with its blanks filled in. */
export function tell(key: GuidanceKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(GUIDANCE_WORDS[key], values);
}
