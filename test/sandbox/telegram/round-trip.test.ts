import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { expect, test } from 'vitest';
import { ANN, BOT, CHANNEL, TOKEN } from './seed.js';
import { createSetting, png } from './setting.js';

test('a grammY bot answers a message, a tap and a photo', async () => {
  await using setting = await createSetting();
  const bot = new Bot(TOKEN, { client: { apiRoot: setting.url } });
  const sizes: number[] = [];
  bot.command('start', (context) =>
    context.reply('<b>Hello</b>', { parse_mode: 'HTML', reply_markup: new InlineKeyboard().text('Go', 'go:1') }),
  );
  bot.callbackQuery('go:1', async (context) => {
    await context.editMessageText('Gone');
    await context.answerCallbackQuery({ text: 'Done', show_alert: true });
  });
  bot.on('message:photo', async (context) => {
    const file = await context.getFile();
    const response = await fetch(`${setting.url}/file/bot${TOKEN}/${file.file_path}`);
    const data = Buffer.from(await response.arrayBuffer());
    sizes.push(data.length);
    await context.api.sendPhoto(CHANNEL, new InputFile(data, 'back.png'), { caption: 'It came back' });
  });
  const running = bot.start();
  const ann = setting.people.as(ANN);
  await ann.send(BOT, '/start');
  const hello = await ann.waitFor(BOT, ({ text }) => text === 'Hello');
  expect(hello.entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
  expect(await ann.tap(hello, 'Go')).toEqual({ text: 'Done', alert: true, url: null });
  const gone = await ann.waitFor(BOT, ({ text }) => text === 'Gone');
  expect(gone.id).toBe(hello.id);
  expect(gone.buttons).toEqual([]);
  const picture = png(400, 300);
  await ann.sendPhoto(BOT, picture, 'Look');
  const post = await ann.waitFor(CHANNEL, ({ caption }) => caption === 'It came back');
  expect(post.photo).toMatchObject({ width: 400, height: 300 });
  expect(post.link).toBe(`https://t.me/news/${post.id}`);
  expect(sizes).toEqual([picture.length]);
  await bot.stop();
  await running;
});

test('a refusal reaches grammY as its own error with the code and the words of Telegram', async () => {
  await using setting = await createSetting();
  const bot = new Bot(TOKEN, { client: { apiRoot: setting.url } });
  const error = await bot.api.sendMessage(424242, 'x').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GrammyError);
  expect(error).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' });
});
