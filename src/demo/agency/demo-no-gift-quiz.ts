// The short quiz that follows the demo's No Gift Policy. Each passage stands word for word in the policy's own text: that is
// what a wrong answer shows.
import type { QuizSpec } from '../../features/quizzes/quiz-schema.js'

export const noGiftQuiz = (version: number): QuizSpec => ({
  policyKey: 'no-gift',
  version,
  questions: [
    {
      th: {
        question: 'รับของขวัญโดยธรรมจรรยาจากผู้ที่ไม่ใช่ญาติได้ไม่เกินเท่าใด ต่อคน ต่อโอกาส',
        choices: ['500 บาท', '3,000 บาท', '30,000 บาท'],
        passage: 'มีราคาหรือมูลค่าในการรับจากแต่ละบุคคล แต่ละโอกาส ไม่เกิน 3,000 บาท',
      },
      en: {
        question:
          'By moral custom, up to what value may a present be received from one person who is not a relative, on one occasion?',
        choices: ['500 baht', '3,000 baht', '30,000 baht'],
        passage: 'its price or value is not above 3,000 baht from each person on each occasion',
      },
      correct: 1,
    },
    {
      th: {
        question: 'ได้รับของที่มีมูลค่าเกินกำหนดโดยจำเป็น ต้องรายงานภายในกี่วัน',
        choices: ['7 วัน', '15 วัน', '30 วัน'],
        passage: 'ต้องรายงานผู้บังคับบัญชาหรือผู้มีอำนาจแต่งตั้งถอดถอนภายใน 30 วันนับแต่วันที่ได้รับ เพื่อวินิจฉัยต่อไป',
      },
      en: {
        question: 'You had to accept something above that value. Within how many days do you report it?',
        choices: ['7 days', '15 days', '30 days'],
        passage:
          'reports it to the superior or to the authority that appoints and removes them within 30 days of receiving it, for a decision',
      },
      correct: 2,
    },
    {
      th: {
        question: 'จะอวยพรปีใหม่ผู้บังคับบัญชา ควรทำอย่างไร',
        choices: ['ส่งบัตรอวยพรหรือข้อความ', 'รวมเงินกันซื้อกระเช้า', 'มอบของขวัญไม่เกิน 3,000 บาท'],
        passage: 'การแสดงความยินดี การขอบคุณ และการอวยพร ให้ใช้บัตรอวยพร ข้อความ หรือสื่อสังคมออนไลน์แทนการให้สิ่งของ',
      },
      en: {
        question: 'How do you wish your superior a happy new year?',
        choices: [
          'With a card or a message',
          'With a basket that we pay for together',
          'With a present of up to 3,000 baht',
        ],
        passage: 'Congratulations, thanks and good wishes are sent by card, message or social media instead.',
      },
      correct: 0,
    },
  ],
})
