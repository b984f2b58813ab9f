<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>&amp;Account name or mail address</source>
        <translation>アカウント名またはメールアドレス(&amp;A)</translation>
    </message>
    <message>
        <source>For example name@example.com or COMPANY\name</source>
        <translation>例: name@example.com、COMPANY\name</translation>
    </message>
    <message>
        <source>We will use: %1</source>
        <translation>使用するアカウント名: %1</translation>
    </message>
    <message>
        <source>Please type your account name.</source>
        <translation>アカウント名を入力してください。</translation>
    </message>
    <message>
        <source>This is too long for an account name.</source>
        <translation>アカウント名としては長すぎます。</translation>
    </message>
    <message>
        <source>There is a character in it that account names do not have. Please type it by hand.</source>
        <translation>アカウント名に使えない文字が含まれています。貼り付けずに、手で入力してみてください。</translation>
    </message>
    <message>
        <source>This does not look like an account name yet. Try name@example.com or COMPANY\name.</source>
        <translation>アカウント名の形になっていないようです。name@example.com または COMPANY\name の形で入力してください。</translation>
    </message>
</context>
<context>
    <name>Appeal</name>
    <message numerus="yes">
        <source>A person usually looks at it within %n hours.</source>
        <translation>
            <numerusform>担当者が通常 %n 時間以内に確認します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>If it is approved, there is a wait of at least %n hours, so that the owner of the account can say no. Then you get a mail with a code.</source>
        <translation>
            <numerusform>承認されたあと、アカウントの持ち主が異議を伝えられるように %n 時間以上の待ち時間があります。その後、コードを記載したメールが届きます。</numerusform>
        </translation>
    </message>
    <message>
        <source>As&amp;k for a check by hand</source>
        <translation>担当者による確認を申請する(&amp;K)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>A person can check that it is you</source>
        <translation>ご本人かどうかを担当者が確認します</translation>
    </message>
    <message>
        <source>You tell us what you remember of the account, and somebody compares it with what is known. It needs none of your registered contacts.</source>
        <translation>アカウントについて覚えていることをお知らせいただき、担当者が記録と照らし合わせます。登録済みの連絡先がどれも使えなくても申請できます。</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>手続きの流れ</translation>
    </message>
    <message>
        <source>You give a mail address that you can read now. A code shows that it is yours.</source>
        <translation>今受信できるメールアドレスを入力します。ご自身のものであることは、届いたコードで確認します。</translation>
    </message>
    <message>
        <source>You are asked for names, your date of birth, earlier passwords, when and where you last signed in, and what was registered. You may leave out what you do not remember.</source>
        <translation>お名前、生年月日、以前のパスワード、最後にサインインした時期と場所、登録していた内容をうかがいます。覚えていないものは空欄でかまいません。</translation>
    </message>
    <message>
        <source>All contacts of the account are told, so that nobody does this behind your back.</source>
        <translation>知らないうちに申請されることがないよう、アカウントのすべての連絡先にお知らせします。</translation>
    </message>
    <message>
        <source>Be&amp;gin</source>
        <translation>申請を始める(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Mail address for the answer</source>
        <translation>結果を受け取るメールアドレス(&amp;M)</translation>
    </message>
    <message>
        <source>Not the account that is locked. Best is a mailbox that nobody but you reads.</source>
        <translation>サインインできないアカウント以外のアドレスを入力してください。ご本人だけが読めるものをおすすめします。</translation>
    </message>
    <message>
        <source>This does not look like a mail address yet. It has the form name@example.com.</source>
        <translation>メールアドレスの形になっていないようです。name@example.com の形で入力してください。</translation>
    </message>
    <message>
        <source>This is the account that is locked: you could not read the answer. Please give another address.</source>
        <translation>サインインできないアカウントのアドレスでは、結果のメールを読めません。別のアドレスを入力してください。</translation>
    </message>
    <message>
        <source>What do you remember?</source>
        <translation>覚えていることをお知らせください</translation>
    </message>
    <message>
        <source>How did you use the account?</source>
        <translation>アカウントの使い方をお知らせください</translation>
    </message>
    <message>
        <source>Please look through it once more</source>
        <translation>内容をご確認ください</translation>
    </message>
    <message>
        <source>Give as much as you remember. Nothing has to be filled in, but each right answer helps.</source>
        <translation>覚えている範囲でかまいません。必須の項目はありませんが、正しい情報が多いほど確認しやすくなります。</translation>
    </message>
    <message>
        <source>Roughly is fine. What you are not sure of may stand here too.</source>
        <translation>おおよそでかまいません。はっきりしないことも書いていただけます。</translation>
    </message>
    <message>
        <source>This is what the people who check it are given. Go back to change something.</source>
        <translation>確認の担当者にはこの内容が渡ります。直すときは前のページに戻ってください。</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>ご本人について</translation>
    </message>
    <message>
        <source>Na&amp;mes</source>
        <translation>お名前(&amp;M)</translation>
    </message>
    <message>
        <source>As they stand in the account, earlier ones too</source>
        <translation>アカウントに登録した名前。旧姓なども</translation>
    </message>
    <message>
        <source>&amp;Date of birth</source>
        <translation>生年月日(&amp;D)</translation>
    </message>
    <message>
        <source>For example 1984-05-23</source>
        <translation>例: 1984-05-23</translation>
    </message>
    <message>
        <source>Earlier passwords</source>
        <translation>以前のパスワード</translation>
    </message>
    <message>
        <source>They are compared by the program and thrown away. Nobody sees them, only whether one was right.</source>
        <translation>プログラムが照合し、すぐに破棄します。担当者に伝わるのは一致したかどうかだけです。</translation>
    </message>
    <message>
        <source>&amp;Last password that you remember</source>
        <translation>覚えている最後のパスワード(&amp;L)</translation>
    </message>
    <message>
        <source>One bef&amp;ore that</source>
        <translation>その前のパスワード(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Another one</source>
        <translation>ほかのパスワード(&amp;A)</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>サインインについて</translation>
    </message>
    <message>
        <source>When was the &amp;last time?</source>
        <translation>最後にサインインした時期(&amp;L)</translation>
    </message>
    <message>
        <source>For example: early in November, in the evening</source>
        <translation>例: 11 月の初め、夜</translation>
    </message>
    <message>
        <source>From &amp;where?</source>
        <translation>サインインした場所(&amp;W)</translation>
    </message>
    <message>
        <source>Town, home or office</source>
        <translation>市区町村、自宅や職場など</translation>
    </message>
    <message>
        <source>What belongs to the account</source>
        <translation>アカウントに登録していたもの</translation>
    </message>
    <message>
        <source>&amp;Mail addresses and phone numbers</source>
        <translation>メールアドレスと電話番号(&amp;M)</translation>
    </message>
    <message>
        <source>Old ones and parts too, with commas between</source>
        <translation>以前のものや一部だけでも可。コンマで区切る</translation>
    </message>
    <message>
        <source>&amp;Devices that you signed in with</source>
        <translation>サインインに使っていた機器(&amp;D)</translation>
    </message>
    <message>
        <source>For example: a Windows laptop, an old tablet</source>
        <translation>例: Windows のノート PC、古いタブレット</translation>
    </message>
    <message>
        <source>Your organisation also asks</source>
        <translation>組織からの質問</translation>
    </message>
    <message numerus="yes">
        <source>%n given, shown to nobody</source>
        <translation>
            <numerusform>%n 件入力済み (誰にも表示されません)</numerusform>
        </translation>
    </message>
    <message>
        <source>The answer goes to</source>
        <translation>結果の送り先</translation>
    </message>
    <message>
        <source>Nothing is filled in. Then there is nothing to compare, and your appeal will hardly be approved.</source>
        <translation>何も入力されていません。照らし合わせるものがないため、このままでは承認される見込みがほとんどありません。</translation>
    </message>
    <message>
        <source>&amp;File the appeal</source>
        <translation>申請する(&amp;F)</translation>
    </message>
    <message>
        <source>The answer goes to the mail address that you gave.</source>
        <translation>結果は、入力されたメールアドレスにお送りします。</translation>
    </message>
    <message>
        <source>The answer goes to %1.</source>
        <translation>結果は %1 にお送りします。</translation>
    </message>
    <message>
        <source>All contacts of the account have been told. If one of them says that it was not them, the appeal is cancelled.</source>
        <translation>アカウントのすべての連絡先にお知らせしました。心当たりがないと返答があった場合、この申請は取り消されます。</translation>
    </message>
    <message>
        <source>You can close this window. Nothing is lost, and this PC is not needed.</source>
        <translation>このウィンドウは閉じてかまいません。申請はそのまま進み、この PC も必要ありません。</translation>
    </message>
    <message>
        <source>What happens now</source>
        <translation>今後の流れ</translation>
    </message>
    <message>
        <source>No more appeals for now</source>
        <translation>今はこれ以上申請できません</translation>
    </message>
    <message>
        <source>An account can be appealed for only so many times a day, and an address gets only so many codes. This protects its owner.</source>
        <translation>1 つのアカウントについて 1 日に申請できる回数には限りがあり、1 つのアドレスに送るコードの数にも限りがあります。アカウントの持ち主を守るためです。</translation>
    </message>
    <message>
        <source>You can go on at %1.</source>
        <translation>%1 から続けられます。</translation>
    </message>
    <message>
        <source>I have an approval &amp;code</source>
        <translation>承認コードを持っている(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Code in the mail about your appeal</source>
        <translation>申請についてのメールに書かれたコード(&amp;C)</translation>
    </message>
    <message>
        <source>Your appeal is approved. A fresh code was sent to the address that you gave: %1</source>
        <translation>申請は承認されています。申請時のアドレス %1 に新しいコードを送りました。</translation>
    </message>
    <message>
        <source>16 letters and digits, for example 7Q4K-2MXY-A3B4-C5D6. The link of the mail can be pasted too.</source>
        <translation>英数字 16 文字です。例: 7Q4K-2MXY-A3B4-C5D6。メールのリンクを貼り付けることもできます。</translation>
    </message>
    <message>
        <source>This is neither such a code nor such a link. A code has 16 letters and digits, and no O, I, L, 0 or 1.</source>
        <translation>コードまたはリンクの形が違います。コードは英数字 16 文字で、O、I、L、0、1 は使われていません。</translation>
    </message>
    <message>
        <source>This code is wrong, used or too old, or the appeal was cancelled. Compare it with the newest mail, or file another appeal.</source>
        <translation>コードが違うか、使用済みか、期限が切れているか、申請が取り消されています。最新のメールと見比べるか、もう一度申請してください。</translation>
    </message>
    <message>
        <source>If it is approved, you get a mail with a code.</source>
        <translation>承認されると、コードを記載したメールが届きます。</translation>
    </message>
</context>
<context>
    <name>Cancel</name>
    <message>
        <source>Stop this recovery?</source>
        <translation>回復の手続きを中止しますか？</translation>
    </message>
    <message>
        <source>Nothing has been changed so far. You can start again at any time.</source>
        <translation>ここまでは何も変更されていません。いつでも最初からやり直せます。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>中止する(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep going</source>
        <translation>続ける(&amp;K)</translation>
    </message>
</context>
<context>
    <name>Challenge</name>
    <message>
        <source>Another &amp;picture</source>
        <translation>別の画像(&amp;P)</translation>
    </message>
    <message>
        <source>Let this PC &amp;do it</source>
        <translation>この PC に任せる(&amp;D)</translation>
    </message>
    <message>
        <source>Hard to read or hear? This PC can solve a puzzle for you. It takes a few seconds.</source>
        <translation>読みにくい、聞き取りにくいときは、代わりにこの PC が計算問題を解きます。数秒で終わります。</translation>
    </message>
    <message>
        <source>This PC is solving the puzzle…</source>
        <translation>この PC が計算しています…</translation>
    </message>
    <message>
        <source>A picture with letters. You can listen to a clip in place of it.</source>
        <translation>文字の画像です。代わりに音声を聞くこともできます。</translation>
    </message>
    <message>
        <source>What you see or hear</source>
        <translation>見えた文字、または聞こえた言葉</translation>
    </message>
    <message>
        <source>The letters in the picture, or the words or digits of the clip. Capitals do not matter.</source>
        <translation>画像の文字、または音声の言葉や数字です。大文字と小文字は区別されません。</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>音声で聞く(&amp;L)</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>止める(&amp;O)</translation>
    </message>
    <message>
        <source>St&amp;op the puzzle</source>
        <translation>計算をやめる(&amp;O)</translation>
    </message>
    <message>
        <source>This PC has no sound. Use the picture, or let this PC do it.</source>
        <translation>この PC では音が出ません。画像を使うか、この PC に任せてください。</translation>
    </message>
    <message>
        <source>This one cannot be shown. Take another one.</source>
        <translation>表示できませんでした。別のものに替えてください。</translation>
    </message>
    <message>
        <source>The part of this program that plays sound is missing. Use the picture, or let this PC do it.</source>
        <translation>このプログラムの音声を再生する部分が見つかりません。画像を使うか、この PC に任せてください。</translation>
    </message>
</context>
<context>
    <name>Chrome</name>
    <message>
        <source>%1 – %2</source>
        <extracomment>%1 is the title of the page, %2 the name of the program.</extracomment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>次へ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>最初からやり直す(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back to the page</source>
        <translation>元のページに戻る(&amp;B)</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>コピー(&amp;O)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>受付番号 %1</translation>
    </message>
    <message>
        <source>Get &amp;help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Steps of this recovery</source>
        <translation>手続きの流れ</translation>
    </message>
    <message>
        <source>Waiting for the recovery service…</source>
        <translation>回復サービスの応答を待っています…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <extracomment>%1 is this step&apos;s number, %2 how many there are.</extracomment>
        <translation>%2 段階中の %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>済み</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>現在の段階</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>これから</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>You typed: %1</source>
        <translation>入力した内容: %1</translation>
    </message>
    <message>
        <source>C&amp;orrect it</source>
        <translation>訂正する(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Send it again</source>
        <translation>もう一度送る(&amp;S)</translation>
    </message>
    <message>
        <source>You can send it again now.</source>
        <translation>もう一度送ることができます。</translation>
    </message>
    <message>
        <source>It cannot be sent again. Please choose another way.</source>
        <translation>これ以上は送信できません。別の方法を選んでください。</translation>
    </message>
    <message>
        <source>Or choose another way</source>
        <translation>別の方法を選ぶこともできます</translation>
    </message>
    <message>
        <source>&amp;My code did not come</source>
        <translation>コードが届きません(&amp;M)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Code of %n digits</source>
        <translation>
            <numerusform>%n 桁のコード(&amp;C)</numerusform>
        </translation>
    </message>
    <message>
        <source>The mail is being sent.</source>
        <translation>メールを送信しています。</translation>
    </message>
    <message>
        <source>The mail has been sent. It may take some minutes to arrive.</source>
        <translation>メールを送信しました。届くまでに数分かかることがあります。</translation>
    </message>
    <message>
        <source>The text message is being sent.</source>
        <translation>SMS を送信しています。</translation>
    </message>
    <message>
        <source>The text message has been sent. It may take some minutes to arrive.</source>
        <translation>SMS を送信しました。届くまでに数分かかることがあります。</translation>
    </message>
    <message>
        <source>The phone will ring in a moment. Press any key to hear the code.</source>
        <translation>まもなく電話がかかります。いずれかのキーを押すとコードが読み上げられます。</translation>
    </message>
    <message>
        <source>The call has been placed. Press any key to hear the code.</source>
        <translation>電話をおかけしました。いずれかのキーを押すとコードが読み上げられます。</translation>
    </message>
    <message>
        <source>Open your authenticator app and enter the digits that it shows.</source>
        <translation>認証アプリを開き、表示されている数字を入力してください。</translation>
    </message>
    <message>
        <source>The app makes a new code every 30 seconds. Wait for the next one.</source>
        <translation>コードは 30 秒ごとに変わります。次のコードをお待ちください。</translation>
    </message>
    <message>
        <source>Is the clock of the phone right? Let it set the time by itself.</source>
        <translation>携帯電話の時刻は合っていますか。自動設定にしてください。</translation>
    </message>
    <message>
        <source>It is good for one time only, and only for as long as your administrator told you.</source>
        <translation>使えるのは一度だけです。管理者から伝えられた期限を過ぎると使えなくなります。</translation>
    </message>
    <message>
        <source>Only an administrator of your organisation can give you one, in person or by phone. It is never sent.</source>
        <translation>スタートコードは、組織の管理者から対面または電話でのみ受け取れます。自動で送られてくることはありません。</translation>
    </message>
    <message>
        <source>Used before, too old, or replaced by a newer one? Ask your administrator for another.</source>
        <translation>一度使ったコード、期限が切れたコード、新しいものに替わったコードは使えません。管理者に新しいコードを依頼してください。</translation>
    </message>
    <message>
        <source>You have no start code?</source>
        <translation>スタートコードをお持ちでないときは</translation>
    </message>
    <message>
        <source>It is handed out to people who are new, by hand.</source>
        <translation>スタートコードは、新しく利用を始める方に管理者が直接お渡しします。</translation>
    </message>
    <message>
        <source>I have no s&amp;tart code</source>
        <translation>スタートコードがありません(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;My code is not taken</source>
        <translation>コードが受け付けられない(&amp;M)</translation>
    </message>
    <message>
        <source>Your code is not taken?</source>
        <translation>コードが受け付けられませんか？</translation>
    </message>
    <message>
        <source>It is mostly one of these two things:</source>
        <translation>多くの場合、次のどちらかが原因です。</translation>
    </message>
    <message>
        <source>It has not been taken yet. It is tried again by itself.</source>
        <translation>相手側でまだ受け付けられていません。自動で送り直しています。</translation>
    </message>
    <message>
        <source>The mail has arrived at your mail server.</source>
        <translation>メールはお使いのメール サーバーに届きました。</translation>
    </message>
    <message>
        <source>The phone&apos;s provider says that it has arrived.</source>
        <translation>電話会社からは、届いたと連絡がありました。</translation>
    </message>
    <message>
        <source>The mail came back. “My code did not come” says why, and what to do.</source>
        <translation>メールが戻ってきました。「コードが届きません」で理由と対処方法をご確認ください。</translation>
    </message>
    <message>
        <source>It could not be delivered. “My code did not come” says why, and what to do.</source>
        <translation>届けることができませんでした。「コードが届きません」で理由と対処方法をご確認ください。</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>The part &amp;left of the @</source>
        <translation>@ より左の部分(&amp;L)</translation>
    </message>
    <message>
        <source>The &amp;last four digits</source>
        <translation>電話番号の末尾 4 桁(&amp;L)</translation>
    </message>
    <message>
        <source>The whole mail address is fine too.</source>
        <translation>メールアドレス全体を入力してもかまいません。</translation>
    </message>
    <message>
        <source>The whole phone number is fine too.</source>
        <translation>電話番号全体を入力してもかまいません。</translation>
    </message>
    <message>
        <source>&amp;Send the code</source>
        <translation>コードを送る(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Call me</source>
        <translation>電話をかける(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>Ascension Island</source>
        <translation>アセンション島</translation>
    </message>
    <message>
        <source>Andorra</source>
        <translation>アンドラ</translation>
    </message>
    <message>
        <source>United Arab Emirates</source>
        <translation>アラブ首長国連邦</translation>
    </message>
    <message>
        <source>Afghanistan</source>
        <translation>アフガニスタン</translation>
    </message>
    <message>
        <source>Antigua &amp; Barbuda</source>
        <translation>アンティグア・バーブーダ</translation>
    </message>
    <message>
        <source>Anguilla</source>
        <translation>アンギラ</translation>
    </message>
    <message>
        <source>Albania</source>
        <translation>アルバニア</translation>
    </message>
    <message>
        <source>Armenia</source>
        <translation>アルメニア</translation>
    </message>
    <message>
        <source>Angola</source>
        <translation>アンゴラ</translation>
    </message>
    <message>
        <source>Argentina</source>
        <translation>アルゼンチン</translation>
    </message>
    <message>
        <source>American Samoa</source>
        <translation>米領サモア</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>オーストリア</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>オーストラリア</translation>
    </message>
    <message>
        <source>Aruba</source>
        <translation>アルバ</translation>
    </message>
    <message>
        <source>Åland Islands</source>
        <translation>オーランド諸島</translation>
    </message>
    <message>
        <source>Azerbaijan</source>
        <translation>アゼルバイジャン</translation>
    </message>
    <message>
        <source>Bosnia &amp; Herzegovina</source>
        <translation>ボスニア・ヘルツェゴビナ</translation>
    </message>
    <message>
        <source>Barbados</source>
        <translation>バルバドス</translation>
    </message>
    <message>
        <source>Bangladesh</source>
        <translation>バングラデシュ</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>ベルギー</translation>
    </message>
    <message>
        <source>Burkina Faso</source>
        <translation>ブルキナファソ</translation>
    </message>
    <message>
        <source>Bulgaria</source>
        <translation>ブルガリア</translation>
    </message>
    <message>
        <source>Bahrain</source>
        <translation>バーレーン</translation>
    </message>
    <message>
        <source>Burundi</source>
        <translation>ブルンジ</translation>
    </message>
    <message>
        <source>Benin</source>
        <translation>ベナン</translation>
    </message>
    <message>
        <source>St. Barthélemy</source>
        <translation>サン・バルテルミー</translation>
    </message>
    <message>
        <source>Bermuda</source>
        <translation>バミューダ</translation>
    </message>
    <message>
        <source>Brunei</source>
        <translation>ブルネイ</translation>
    </message>
    <message>
        <source>Bolivia</source>
        <translation>ボリビア</translation>
    </message>
    <message>
        <source>Caribbean Netherlands</source>
        <translation>オランダ領カリブ</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>ブラジル</translation>
    </message>
    <message>
        <source>Bahamas</source>
        <translation>バハマ</translation>
    </message>
    <message>
        <source>Bhutan</source>
        <translation>ブータン</translation>
    </message>
    <message>
        <source>Botswana</source>
        <translation>ボツワナ</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>ベラルーシ</translation>
    </message>
    <message>
        <source>Belize</source>
        <translation>ベリーズ</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>カナダ</translation>
    </message>
    <message>
        <source>Cocos (Keeling) Islands</source>
        <translation>ココス(キーリング)諸島</translation>
    </message>
    <message>
        <source>Congo - Kinshasa</source>
        <translation>コンゴ民主共和国(キンシャサ)</translation>
    </message>
    <message>
        <source>Central African Republic</source>
        <translation>中央アフリカ共和国</translation>
    </message>
    <message>
        <source>Congo - Brazzaville</source>
        <translation>コンゴ共和国(ブラザビル)</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>スイス</translation>
    </message>
    <message>
        <source>Côte d’Ivoire</source>
        <translation>コートジボワール</translation>
    </message>
    <message>
        <source>Cook Islands</source>
        <translation>クック諸島</translation>
    </message>
    <message>
        <source>Chile</source>
        <translation>チリ</translation>
    </message>
    <message>
        <source>Cameroon</source>
        <translation>カメルーン</translation>
    </message>
    <message>
        <source>China</source>
        <translation>中国</translation>
    </message>
    <message>
        <source>Colombia</source>
        <translation>コロンビア</translation>
    </message>
    <message>
        <source>Costa Rica</source>
        <translation>コスタリカ</translation>
    </message>
    <message>
        <source>Cuba</source>
        <translation>キューバ</translation>
    </message>
    <message>
        <source>Cape Verde</source>
        <translation>カーボベルデ</translation>
    </message>
    <message>
        <source>Curaçao</source>
        <translation>キュラソー</translation>
    </message>
    <message>
        <source>Christmas Island</source>
        <translation>クリスマス島</translation>
    </message>
    <message>
        <source>Cyprus</source>
        <translation>キプロス</translation>
    </message>
    <message>
        <source>Czechia</source>
        <translation>チェコ</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>ドイツ</translation>
    </message>
    <message>
        <source>Djibouti</source>
        <translation>ジブチ</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>デンマーク</translation>
    </message>
    <message>
        <source>Dominica</source>
        <translation>ドミニカ国</translation>
    </message>
    <message>
        <source>Dominican Republic</source>
        <translation>ドミニカ共和国</translation>
    </message>
    <message>
        <source>Algeria</source>
        <translation>アルジェリア</translation>
    </message>
    <message>
        <source>Ecuador</source>
        <translation>エクアドル</translation>
    </message>
    <message>
        <source>Estonia</source>
        <translation>エストニア</translation>
    </message>
    <message>
        <source>Egypt</source>
        <translation>エジプト</translation>
    </message>
    <message>
        <source>Western Sahara</source>
        <translation>西サハラ</translation>
    </message>
    <message>
        <source>Eritrea</source>
        <translation>エリトリア</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>スペイン</translation>
    </message>
    <message>
        <source>Ethiopia</source>
        <translation>エチオピア</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>フィンランド</translation>
    </message>
    <message>
        <source>Fiji</source>
        <translation>フィジー</translation>
    </message>
    <message>
        <source>Falkland Islands</source>
        <translation>フォークランド諸島</translation>
    </message>
    <message>
        <source>Micronesia</source>
        <translation>ミクロネシア連邦</translation>
    </message>
    <message>
        <source>Faroe Islands</source>
        <translation>フェロー諸島</translation>
    </message>
    <message>
        <source>France</source>
        <translation>フランス</translation>
    </message>
    <message>
        <source>Gabon</source>
        <translation>ガボン</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>イギリス</translation>
    </message>
    <message>
        <source>Grenada</source>
        <translation>グレナダ</translation>
    </message>
    <message>
        <source>Georgia</source>
        <translation>ジョージア</translation>
    </message>
    <message>
        <source>French Guiana</source>
        <translation>仏領ギアナ</translation>
    </message>
    <message>
        <source>Guernsey</source>
        <translation>ガーンジー</translation>
    </message>
    <message>
        <source>Ghana</source>
        <translation>ガーナ</translation>
    </message>
    <message>
        <source>Gibraltar</source>
        <translation>ジブラルタル</translation>
    </message>
    <message>
        <source>Greenland</source>
        <translation>グリーンランド</translation>
    </message>
    <message>
        <source>Gambia</source>
        <translation>ガンビア</translation>
    </message>
    <message>
        <source>Guinea</source>
        <translation>ギニア</translation>
    </message>
    <message>
        <source>Guadeloupe</source>
        <translation>グアドループ</translation>
    </message>
    <message>
        <source>Equatorial Guinea</source>
        <translation>赤道ギニア</translation>
    </message>
    <message>
        <source>Greece</source>
        <translation>ギリシャ</translation>
    </message>
    <message>
        <source>Guatemala</source>
        <translation>グアテマラ</translation>
    </message>
    <message>
        <source>Guam</source>
        <translation>グアム</translation>
    </message>
    <message>
        <source>Guinea-Bissau</source>
        <translation>ギニアビサウ</translation>
    </message>
    <message>
        <source>Guyana</source>
        <translation>ガイアナ</translation>
    </message>
    <message>
        <source>Hong Kong</source>
        <translation>香港</translation>
    </message>
    <message>
        <source>Honduras</source>
        <translation>ホンジュラス</translation>
    </message>
    <message>
        <source>Croatia</source>
        <translation>クロアチア</translation>
    </message>
    <message>
        <source>Haiti</source>
        <translation>ハイチ</translation>
    </message>
    <message>
        <source>Hungary</source>
        <translation>ハンガリー</translation>
    </message>
    <message>
        <source>Indonesia</source>
        <translation>インドネシア</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>アイルランド</translation>
    </message>
    <message>
        <source>Israel</source>
        <translation>イスラエル</translation>
    </message>
    <message>
        <source>Isle of Man</source>
        <translation>マン島</translation>
    </message>
    <message>
        <source>India</source>
        <translation>インド</translation>
    </message>
    <message>
        <source>British Indian Ocean Territory</source>
        <translation>英領インド洋地域</translation>
    </message>
    <message>
        <source>Iraq</source>
        <translation>イラク</translation>
    </message>
    <message>
        <source>Iran</source>
        <translation>イラン</translation>
    </message>
    <message>
        <source>Iceland</source>
        <translation>アイスランド</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>イタリア</translation>
    </message>
    <message>
        <source>Jersey</source>
        <translation>ジャージー</translation>
    </message>
    <message>
        <source>Jamaica</source>
        <translation>ジャマイカ</translation>
    </message>
    <message>
        <source>Jordan</source>
        <translation>ヨルダン</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>日本</translation>
    </message>
    <message>
        <source>Kenya</source>
        <translation>ケニア</translation>
    </message>
    <message>
        <source>Kyrgyzstan</source>
        <translation>キルギス</translation>
    </message>
    <message>
        <source>Cambodia</source>
        <translation>カンボジア</translation>
    </message>
    <message>
        <source>Kiribati</source>
        <translation>キリバス</translation>
    </message>
    <message>
        <source>Comoros</source>
        <translation>コモロ</translation>
    </message>
    <message>
        <source>St. Kitts &amp; Nevis</source>
        <translation>セントクリストファー・ネーヴィス</translation>
    </message>
    <message>
        <source>North Korea</source>
        <translation>北朝鮮</translation>
    </message>
    <message>
        <source>South Korea</source>
        <translation>韓国</translation>
    </message>
    <message>
        <source>Kuwait</source>
        <translation>クウェート</translation>
    </message>
    <message>
        <source>Cayman Islands</source>
        <translation>ケイマン諸島</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>カザフスタン</translation>
    </message>
    <message>
        <source>Laos</source>
        <translation>ラオス</translation>
    </message>
    <message>
        <source>Lebanon</source>
        <translation>レバノン</translation>
    </message>
    <message>
        <source>St. Lucia</source>
        <translation>セントルシア</translation>
    </message>
    <message>
        <source>Liechtenstein</source>
        <translation>リヒテンシュタイン</translation>
    </message>
    <message>
        <source>Sri Lanka</source>
        <translation>スリランカ</translation>
    </message>
    <message>
        <source>Liberia</source>
        <translation>リベリア</translation>
    </message>
    <message>
        <source>Lesotho</source>
        <translation>レソト</translation>
    </message>
    <message>
        <source>Lithuania</source>
        <translation>リトアニア</translation>
    </message>
    <message>
        <source>Luxembourg</source>
        <translation>ルクセンブルク</translation>
    </message>
    <message>
        <source>Latvia</source>
        <translation>ラトビア</translation>
    </message>
    <message>
        <source>Libya</source>
        <translation>リビア</translation>
    </message>
    <message>
        <source>Morocco</source>
        <translation>モロッコ</translation>
    </message>
    <message>
        <source>Monaco</source>
        <translation>モナコ</translation>
    </message>
    <message>
        <source>Moldova</source>
        <translation>モルドバ</translation>
    </message>
    <message>
        <source>Montenegro</source>
        <translation>モンテネグロ</translation>
    </message>
    <message>
        <source>St. Martin</source>
        <translation>サン・マルタン</translation>
    </message>
    <message>
        <source>Madagascar</source>
        <translation>マダガスカル</translation>
    </message>
    <message>
        <source>Marshall Islands</source>
        <translation>マーシャル諸島</translation>
    </message>
    <message>
        <source>North Macedonia</source>
        <translation>北マケドニア</translation>
    </message>
    <message>
        <source>Mali</source>
        <translation>マリ</translation>
    </message>
    <message>
        <source>Myanmar (Burma)</source>
        <translation>ミャンマー (ビルマ)</translation>
    </message>
    <message>
        <source>Mongolia</source>
        <translation>モンゴル</translation>
    </message>
    <message>
        <source>Macao</source>
        <translation>マカオ</translation>
    </message>
    <message>
        <source>Northern Mariana Islands</source>
        <translation>北マリアナ諸島</translation>
    </message>
    <message>
        <source>Martinique</source>
        <translation>マルティニーク</translation>
    </message>
    <message>
        <source>Mauritania</source>
        <translation>モーリタニア</translation>
    </message>
    <message>
        <source>Montserrat</source>
        <translation>モントセラト</translation>
    </message>
    <message>
        <source>Malta</source>
        <translation>マルタ</translation>
    </message>
    <message>
        <source>Mauritius</source>
        <translation>モーリシャス</translation>
    </message>
    <message>
        <source>Maldives</source>
        <translation>モルディブ</translation>
    </message>
    <message>
        <source>Malawi</source>
        <translation>マラウイ</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>メキシコ</translation>
    </message>
    <message>
        <source>Malaysia</source>
        <translation>マレーシア</translation>
    </message>
    <message>
        <source>Mozambique</source>
        <translation>モザンビーク</translation>
    </message>
    <message>
        <source>Namibia</source>
        <translation>ナミビア</translation>
    </message>
    <message>
        <source>New Caledonia</source>
        <translation>ニューカレドニア</translation>
    </message>
    <message>
        <source>Niger</source>
        <translation>ニジェール</translation>
    </message>
    <message>
        <source>Norfolk Island</source>
        <translation>ノーフォーク島</translation>
    </message>
    <message>
        <source>Nigeria</source>
        <translation>ナイジェリア</translation>
    </message>
    <message>
        <source>Nicaragua</source>
        <translation>ニカラグア</translation>
    </message>
    <message>
        <source>Netherlands</source>
        <translation>オランダ</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>ノルウェー</translation>
    </message>
    <message>
        <source>Nepal</source>
        <translation>ネパール</translation>
    </message>
    <message>
        <source>Nauru</source>
        <translation>ナウル</translation>
    </message>
    <message>
        <source>Niue</source>
        <translation>ニウエ</translation>
    </message>
    <message>
        <source>New Zealand</source>
        <translation>ニュージーランド</translation>
    </message>
    <message>
        <source>Oman</source>
        <translation>オマーン</translation>
    </message>
    <message>
        <source>Panama</source>
        <translation>パナマ</translation>
    </message>
    <message>
        <source>Peru</source>
        <translation>ペルー</translation>
    </message>
    <message>
        <source>French Polynesia</source>
        <translation>仏領ポリネシア</translation>
    </message>
    <message>
        <source>Papua New Guinea</source>
        <translation>パプアニューギニア</translation>
    </message>
    <message>
        <source>Philippines</source>
        <translation>フィリピン</translation>
    </message>
    <message>
        <source>Pakistan</source>
        <translation>パキスタン</translation>
    </message>
    <message>
        <source>Poland</source>
        <translation>ポーランド</translation>
    </message>
    <message>
        <source>St. Pierre &amp; Miquelon</source>
        <translation>サンピエール島・ミクロン島</translation>
    </message>
    <message>
        <source>Puerto Rico</source>
        <translation>プエルトリコ</translation>
    </message>
    <message>
        <source>Palestine</source>
        <translation>パレスチナ</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>ポルトガル</translation>
    </message>
    <message>
        <source>Palau</source>
        <translation>パラオ</translation>
    </message>
    <message>
        <source>Paraguay</source>
        <translation>パラグアイ</translation>
    </message>
    <message>
        <source>Qatar</source>
        <translation>カタール</translation>
    </message>
    <message>
        <source>Réunion</source>
        <translation>レユニオン</translation>
    </message>
    <message>
        <source>Romania</source>
        <translation>ルーマニア</translation>
    </message>
    <message>
        <source>Serbia</source>
        <translation>セルビア</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>ロシア</translation>
    </message>
    <message>
        <source>Rwanda</source>
        <translation>ルワンダ</translation>
    </message>
    <message>
        <source>Saudi Arabia</source>
        <translation>サウジアラビア</translation>
    </message>
    <message>
        <source>Solomon Islands</source>
        <translation>ソロモン諸島</translation>
    </message>
    <message>
        <source>Seychelles</source>
        <translation>セーシェル</translation>
    </message>
    <message>
        <source>Sudan</source>
        <translation>スーダン</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>スウェーデン</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>シンガポール</translation>
    </message>
    <message>
        <source>St. Helena</source>
        <translation>セントヘレナ</translation>
    </message>
    <message>
        <source>Slovenia</source>
        <translation>スロベニア</translation>
    </message>
    <message>
        <source>Svalbard &amp; Jan Mayen</source>
        <translation>スバールバル諸島・ヤンマイエン島</translation>
    </message>
    <message>
        <source>Slovakia</source>
        <translation>スロバキア</translation>
    </message>
    <message>
        <source>Sierra Leone</source>
        <translation>シエラレオネ</translation>
    </message>
    <message>
        <source>San Marino</source>
        <translation>サンマリノ</translation>
    </message>
    <message>
        <source>Senegal</source>
        <translation>セネガル</translation>
    </message>
    <message>
        <source>Somalia</source>
        <translation>ソマリア</translation>
    </message>
    <message>
        <source>Suriname</source>
        <translation>スリナム</translation>
    </message>
    <message>
        <source>South Sudan</source>
        <translation>南スーダン</translation>
    </message>
    <message>
        <source>São Tomé &amp; Príncipe</source>
        <translation>サントメ・プリンシペ</translation>
    </message>
    <message>
        <source>El Salvador</source>
        <translation>エルサルバドル</translation>
    </message>
    <message>
        <source>Sint Maarten</source>
        <translation>シント・マールテン</translation>
    </message>
    <message>
        <source>Syria</source>
        <translation>シリア</translation>
    </message>
    <message>
        <source>Eswatini</source>
        <translation>エスワティニ</translation>
    </message>
    <message>
        <source>Tristan da Cunha</source>
        <translation>トリスタン・ダ・クーニャ</translation>
    </message>
    <message>
        <source>Turks &amp; Caicos Islands</source>
        <translation>タークス・カイコス諸島</translation>
    </message>
    <message>
        <source>Chad</source>
        <translation>チャド</translation>
    </message>
    <message>
        <source>Togo</source>
        <translation>トーゴ</translation>
    </message>
    <message>
        <source>Thailand</source>
        <translation>タイ</translation>
    </message>
    <message>
        <source>Tajikistan</source>
        <translation>タジキスタン</translation>
    </message>
    <message>
        <source>Tokelau</source>
        <translation>トケラウ</translation>
    </message>
    <message>
        <source>Timor-Leste</source>
        <translation>東ティモール</translation>
    </message>
    <message>
        <source>Turkmenistan</source>
        <translation>トルクメニスタン</translation>
    </message>
    <message>
        <source>Tunisia</source>
        <translation>チュニジア</translation>
    </message>
    <message>
        <source>Tonga</source>
        <translation>トンガ</translation>
    </message>
    <message>
        <source>Türkiye</source>
        <translation>トルコ</translation>
    </message>
    <message>
        <source>Trinidad &amp; Tobago</source>
        <translation>トリニダード・トバゴ</translation>
    </message>
    <message>
        <source>Tuvalu</source>
        <translation>ツバル</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>台湾</translation>
    </message>
    <message>
        <source>Tanzania</source>
        <translation>タンザニア</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>ウクライナ</translation>
    </message>
    <message>
        <source>Uganda</source>
        <translation>ウガンダ</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>アメリカ合衆国</translation>
    </message>
    <message>
        <source>Uruguay</source>
        <translation>ウルグアイ</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>ウズベキスタン</translation>
    </message>
    <message>
        <source>Vatican City</source>
        <translation>バチカン市国</translation>
    </message>
    <message>
        <source>St. Vincent &amp; Grenadines</source>
        <translation>セントビンセント及びグレナディーン諸島</translation>
    </message>
    <message>
        <source>Venezuela</source>
        <translation>ベネズエラ</translation>
    </message>
    <message>
        <source>British Virgin Islands</source>
        <translation>英領ヴァージン諸島</translation>
    </message>
    <message>
        <source>U.S. Virgin Islands</source>
        <translation>米領ヴァージン諸島</translation>
    </message>
    <message>
        <source>Vietnam</source>
        <translation>ベトナム</translation>
    </message>
    <message>
        <source>Vanuatu</source>
        <translation>バヌアツ</translation>
    </message>
    <message>
        <source>Wallis &amp; Futuna</source>
        <translation>ウォリス・フツナ</translation>
    </message>
    <message>
        <source>Samoa</source>
        <translation>サモア</translation>
    </message>
    <message>
        <source>Kosovo</source>
        <translation>コソボ</translation>
    </message>
    <message>
        <source>Yemen</source>
        <translation>イエメン</translation>
    </message>
    <message>
        <source>Mayotte</source>
        <translation>マヨット</translation>
    </message>
    <message>
        <source>South Africa</source>
        <translation>南アフリカ</translation>
    </message>
    <message>
        <source>Zambia</source>
        <translation>ザンビア</translation>
    </message>
    <message>
        <source>Zimbabwe</source>
        <translation>ジンバブエ</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Demo phone and mailbox</source>
        <translation>デモ用の電話とメールボックス</translation>
    </message>
    <message>
        <source>Your phone and mailbox</source>
        <translation>あなたの電話とメールボックス</translation>
    </message>
    <message>
        <source>This is a demo: nothing leaves this PC. What would reach the account&apos;s owner appears here.</source>
        <translation>これはデモです。この PC の外には何も送信されません。アカウントの持ち主に届くはずのものが、ここに表示されます。</translation>
    </message>
    <message>
        <source>Try it with this account</source>
        <translation>このアカウントで試せます</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>アカウント: %1</translation>
    </message>
    <message>
        <source>The mail address begins with %1</source>
        <translation>メールアドレスの @ より前: %1</translation>
    </message>
    <message>
        <source>The phone numbers end in %1</source>
        <extracomment>%1 is one or more groups of four digits, separated by commas</extracomment>
        <translation>電話番号の下 4 桁: %1</translation>
    </message>
    <message>
        <source>Messages, newest first</source>
        <translation>メッセージ (新しい順)</translation>
    </message>
    <message>
        <source>Nothing has arrived yet.</source>
        <translation>まだ何も届いていません。</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Phone call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>To %1 · %2</source>
        <extracomment>%1 is a mail address or a phone number, %2 a time of day</extracomment>
        <translation>宛先 %1 · %2</translation>
    </message>
    <message>
        <source>The phone is ringing.</source>
        <translation>電話が鳴っています。</translation>
    </message>
    <message>
        <source>&amp;Answer the call</source>
        <translation>電話に出る(&amp;A)</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>&amp;Copy the code</source>
        <translation>コードをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>メッセージの本文</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>What to do now at the locked PC</source>
        <translation>サインインできなかった PC で、これからすること</translation>
    </message>
    <message>
        <source>Sign-in address: %1</source>
        <translation>サインインのアドレス: %1</translation>
    </message>
    <message>
        <source>Receipt, in case you have questions: %1</source>
        <translation>お問い合わせの際の受付番号: %1</translation>
    </message>
    <message>
        <source>A work PC must be on the office network or VPN when you sign in. A PC with a personal account must be online.</source>
        <translation>職場の PC は、社内ネットワークか VPN につないでからサインインしてください。個人アカウントの PC は、インターネットにつないでください。</translation>
    </message>
    <message>
        <source>If the new password does not work yet, wait a little. The old one may go on working for up to an hour.</source>
        <translation>新しいパスワードがまだ使えないときは、少しお待ちください。最長 1 時間は以前のパスワードが使えることがあります。</translation>
    </message>
    <message>
        <source>Change the password on your phone and in mail apps, too. Otherwise they try the old one and lock the account again.</source>
        <translation>スマートフォンやメールアプリのパスワードも変更してください。以前のパスワードが使われ続けると、アカウントがまたロックされます。</translation>
    </message>
    <message numerus="yes">
        <source>For your safety we told %n registered contacts about it.</source>
        <translation>
            <numerusform>安全のため、登録済みの連絡先 %n 件にお知らせしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect the PC to the office network, or start the VPN on the sign-in screen, before you sign in. Only there does it learn the new password.</source>
        <translation>サインインする前に、PC を社内ネットワークにつなぐか、サインイン画面で VPN を開始してください。つながって初めて、PC に新しいパスワードが伝わります。</translation>
    </message>
    <message>
        <source>Away from both, the PC may still take the last password that it knows. Use the new one as soon as you are connected.</source>
        <translation>どちらにもつながらない場所では、PC が覚えている以前のパスワードで開くことがあります。つながったら、新しいパスワードをお使いください。</translation>
    </message>
    <message>
        <source>If Wi-Fi or VPN themselves want your password, give them the new one. A network cable gets you past them the first time.</source>
        <translation>Wi-Fi や VPN 自体にパスワードを求められたら、新しいパスワードを入力してください。最初の 1 回は、ネットワークケーブルでつなぐと確実です。</translation>
    </message>
    <message>
        <source>The old password may go on working for up to an hour. That is nothing to worry about.</source>
        <translation>最長 1 時間は以前のパスワードが使えることがありますが、問題はありません。</translation>
    </message>
    <message>
        <source>Be online at the sign-in screen: choose a network there first, then sign in with the new password.</source>
        <translation>サインイン画面でまずネットワークを選んでインターネットにつなぎ、それから新しいパスワードでサインインしてください。</translation>
    </message>
    <message>
        <source>A PIN, fingerprint or face still opens the PC. Then give the new password wherever you are asked for it.</source>
        <translation>PIN、指紋、顔認証では、これまでどおり PC を開けます。その後、求められたところで新しいパスワードを入力してください。</translation>
    </message>
    <message>
        <source>If the new password does not work yet, wait some minutes and try again.</source>
        <translation>新しいパスワードがまだ使えないときは、数分待ってからもう一度お試しください。</translation>
    </message>
    <message>
        <source>The PC asks or says something &amp;else</source>
        <translation>PC にほかの表示が出ている場合(&amp;E)</translation>
    </message>
    <message>
        <source>What the locked PC may ask or say</source>
        <translation>PC に表示されることがある内容</translation>
    </message>
    <message>
        <source>Look for what you see on its screen.</source>
        <translation>PC の画面に出ているものをお探しください。</translation>
    </message>
    <message>
        <source>“BitLocker recovery key”: that is not your password but a number of 48 digits. Your organisation keeps it, or your account does: look there from another PC.</source>
        <translation>「BitLocker 回復キー」: パスワードではなく、48 桁の数字です。組織で保管しているか、アカウントに保存されています。別の PC から確認してください。</translation>
    </message>
    <message>
        <source>It asks for a PIN: the PIN belongs to this PC alone and has not changed. Choose the password among the sign-in options instead.</source>
        <translation>PIN を求められる: PIN はその PC だけのもので、変わっていません。パスワードを使うには、サインイン オプションから選んでください。</translation>
    </message>
    <message>
        <source>The name there is another one: it may be a local account, of that PC alone. It cannot be recovered here, only by an administrator of the PC or by its own security questions.</source>
        <translation>別の名前が表示されている: その PC だけのローカル アカウントかもしれません。ここでは回復できません。その PC の管理者に頼むか、その PC の秘密の質問をお使いください。</translation>
    </message>
    <message>
        <source>Do not let anybody reset a local account by force if you can help it: files encrypted with EFS and saved passwords are lost with it.</source>
        <translation>ローカル アカウントの強制的なリセットは、できるだけ避けてください。EFS で暗号化したファイルと保存済みのパスワードが失われます。</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>使えるか確かめましょう</translation>
    </message>
    <message>
        <source>Your new &amp;password, once more</source>
        <translation>新しいパスワードをもう一度(&amp;P)</translation>
    </message>
    <message>
        <source>We sign in with it once and tell you what came of it.</source>
        <translation>一度だけサインインを試し、結果をお知らせします。</translation>
    </message>
    <message>
        <source>&amp;Try it now</source>
        <translation>今すぐ試す(&amp;T)</translation>
    </message>
    <message>
        <source>It works: you can sign in with your new password.</source>
        <translation>確認できました。新しいパスワードでサインインできます。</translation>
    </message>
    <message>
        <source>The password is right. When you sign in, you will be asked for another new one.</source>
        <translation>パスワードは正しいです。サインインの際に、別の新しいパスワードを求められます。</translation>
    </message>
    <message>
        <source>Not yet. Perhaps it is mistyped, or the change is still on its way: wait some minutes.</source>
        <translation>まだサインインできません。入力の誤りか、変更がまだ行き渡っていない可能性があります。数分お待ちください。</translation>
    </message>
    <message>
        <source>The password is right, but the account is disabled or has expired. Ask your support.</source>
        <translation>パスワードは正しいですが、アカウントが無効か期限切れです。サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>The account is locked again. Some device still tries the old password: change it there, then wait or ask your support.</source>
        <translation>アカウントがまたロックされました。以前のパスワードを使い続けている機器があります。そちらを変更してからしばらく待つか、サポート窓口にお問い合わせください。</translation>
    </message>
    <message numerus="yes">
        <source>You can try it %n more times here.</source>
        <translation>
            <numerusform>ここではあと %n 回試せます。</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be tried here any more. Simply sign in at your PC.</source>
        <translation>ここではもう試せません。そのまま PC でサインインしてください。</translation>
    </message>
    <message>
        <source>Please type your new password first.</source>
        <translation>先に新しいパスワードを入力してください。</translation>
    </message>
    <message>
        <source>&amp;Save or print this as a card</source>
        <translation>カードとして保存・印刷する(&amp;S)</translation>
    </message>
    <message>
        <source>Where should the card be saved?</source>
        <translation>カードの保存先をお選びください</translation>
    </message>
    <message>
        <source>Latchkey card.pdf</source>
        <translation>Latchkey カード.pdf</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文書 (*.pdf)</translation>
    </message>
    <message>
        <source>The card is saved. Open it to print it: %1</source>
        <translation>カードを保存しました。開くと印刷できます: %1</translation>
    </message>
    <message>
        <source>Ope&amp;n the card</source>
        <translation>カードを開く(&amp;N)</translation>
    </message>
    <message>
        <source>The card could not be saved there. Please choose another folder.</source>
        <translation>その場所には保存できませんでした。別のフォルダーをお選びください。</translation>
    </message>
    <message>
        <source>Signing in again</source>
        <translation>サインインのご案内</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>アカウント: %1</translation>
    </message>
    <message>
        <source>Do not write your password on this card.</source>
        <translation>このカードにパスワードを書かないでください。</translation>
    </message>
    <message>
        <source>What to do now at the PC</source>
        <translation>これから PC ですること</translation>
    </message>
    <message>
        <source>At the sign-in screen use the account name above and the password that you chose.</source>
        <translation>サインイン画面では、上に表示されているアカウント名と、いま決めたパスワードを使ってください。</translation>
    </message>
    <message>
        <source>Ask your administrator to register a mail address or phone of yours. With it you can help yourself the next time.</source>
        <translation>ご自身のメールアドレスか電話番号の登録を、管理者に依頼してください。次にサインインできなくなったときは、ご自身で回復できます。</translation>
    </message>
    <message>
        <source>Wait some minutes before you sign in: it takes a while until every server knows that the lock is off.</source>
        <translation>数分待ってからサインインしてください。ロックの解除がすべてのサーバーに反映されるまで、少し時間がかかります。</translation>
    </message>
    <message>
        <source>Type slowly, and look at Caps Lock and the keyboard language. After some wrong tries it locks again.</source>
        <translation>Caps Lock とキーボードの言語を確かめて、ゆっくり入力してください。何度か間違えると、再びロックされます。</translation>
    </message>
    <message>
        <source>Locked again without your doing? A phone, mail app or mapped drive still tries an old password: change it there or switch it off.</source>
        <translation>何もしていないのに再びロックされるときは、スマートフォンやメールアプリ、ネットワークドライブが以前のパスワードを使い続けている可能性があります。そちらのパスワードを変更するか、使用を止めてください。</translation>
    </message>
    <message>
        <source>Not so sure of the password after all? Start again with “I forgot my password”.</source>
        <translation>パスワードに自信がないときは、「パスワードを忘れました」を選んでやり直してください。</translation>
    </message>
    <message>
        <source>Check this first</source>
        <translation>まずご確認ください</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Tell your support what you have noticed, and since when.</source>
        <translation>お気づきのことと、いつからかを、サポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>In your mail, look for rules and forwardings that you did not make; in your account, for devices and apps that you do not know.</source>
        <translation>メールに覚えのない振り分けや転送の設定がないか、アカウントに知らない端末やアプリがないか、ご確認ください。</translation>
    </message>
    <message>
        <source>Did you use the old password anywhere else? Change it there, too.</source>
        <translation>以前のパスワードをほかでもお使いの場合は、そちらのパスワードも変更してください。</translation>
    </message>
    <message>
        <source>If somebody is signed in to your account now, they may stay signed in until %1 at the latest. That cannot be ended sooner from here. The old password may also work for up to an hour.</source>
        <translation>今このアカウントにサインインしている人がいる場合、最長で %1 まで使われ続けるおそれがあります。ここから、それより早く終わらせることはできません。以前のパスワードも、最長 1 時間は使えることがあります。</translation>
    </message>
    <message>
        <source>If somebody is signed in to your account in a browser or an app, they may stay signed in. We cannot end that from here.</source>
        <translation>ほかの人がブラウザーやアプリでサインインしていると、そのまま使われ続けるおそれがあります。ここから終わらせることはできません。</translation>
    </message>
    <message>
        <source>After you have signed in, choose to sign out everywhere.</source>
        <translation>サインインしたら、「すべてのデバイスからサインアウト」を選んでください。</translation>
    </message>
    <message>
        <source>Sign in at the address above and choose to sign out everywhere.</source>
        <translation>上のアドレスでサインインし、「すべてのデバイスからサインアウト」を選んでください。</translation>
    </message>
    <message>
        <source>If somebody is signed in to your account now, they may stay signed in for a while. We cannot end that from here: please ask your support. The old password may also work for up to an hour.</source>
        <translation>今このアカウントにサインインしている人がいる場合、しばらくは使われ続けるおそれがあります。ここから終わらせることはできませんので、サポート窓口にご相談ください。以前のパスワードも、最長 1 時間は使えることがあります。</translation>
    </message>
    <message>
        <source>No mail address or phone is registered.</source>
        <translation>メールアドレスと電話番号は登録されていません。</translation>
    </message>
    <message>
        <source>These contacts are registered: %1. Is one of them not yours? Ask your support to remove it: somebody could come back by it.</source>
        <translation>登録されている連絡先は %1 です。覚えのないものがあれば、サポート窓口に削除を依頼してください。そのままにすると、再びアカウントに入られるおそれがあります。</translation>
    </message>
    <message>
        <source>What the PC may ask or say</source>
        <translation>PC に表示されることがある内容</translation>
    </message>
    <message>
        <source>The name there is another one: choose “Other user” and enter your account name.</source>
        <translation>別の名前が表示されている: 「他のユーザー」を選び、アカウント名を入力してください。</translation>
    </message>
    <message>
        <source>It asks for a PIN: choose the password among the sign-in options instead.</source>
        <translation>PIN を求められる: サインイン オプションでパスワードを選んでください。</translation>
    </message>
    <message>
        <source>“This account is locked”: there were too many wrong passwords. Wait a while, then type yours slowly.</source>
        <translation>「アカウントがロックされています」: パスワードを何度も間違えたためです。しばらく待ってから、ゆっくり入力してください。</translation>
    </message>
    <message>
        <source>“This account is locked”: a phone or mail app still tries an old password. Change it there or switch it off, then wait a while and sign in again.</source>
        <translation>「アカウントがロックされています」: スマートフォンやメールアプリが以前のパスワードを使い続けている可能性があります。そちらのパスワードを変更するか使用を止め、しばらく待ってからサインインしてください。</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>サインインのご案内</translation>
    </message>
    <message>
        <source>The account is locked: there were too many wrong passwords. Wait, or ask your support.</source>
        <translation>パスワードを何度も間違えたため、アカウントがロックされています。しばらく待つか、サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>Ask your support to look through what is registered to show that it is you (here that can be: %1). Is any of it not yours? Have it removed: somebody could come back by it.</source>
        <translation>ご本人であることを確かめるために登録されているもの (ここでは%1) に心当たりのないものがないか、サポートに確認してもらってください。ご自身のものでないものは削除してもらってください。誰かがそれを使って再び入り込むおそれがあります。</translation>
    </message>
    <message>
        <source>&amp;Save this as a card</source>
        <translation>カードとして保存する(&amp;S)</translation>
    </message>
    <message>
        <source>P&amp;rint this as a card…</source>
        <translation>カードとして印刷する(&amp;R)…</translation>
    </message>
    <message>
        <source>The card was handed to the printer.</source>
        <translation>カードをプリンターに送りました。</translation>
    </message>
    <message>
        <source>The printer did not take the card. You can save it instead.</source>
        <translation>プリンターでカードを印刷できませんでした。代わりに保存することができます。</translation>
    </message>
    <message>
        <source>Have something registered that shows that it is you: %1. With it you can help yourself the next time.</source>
        <translation>ご本人であることを確かめられるもの (%1) を登録してもらってください。次回はご自身で手続きできます。</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>The account %1 is filled in for you.</source>
        <translation>アカウント名 %1 は入力済みです。</translation>
    </message>
    <message>
        <source>The last answer of the service got lost. Your password may be the new one or the old one: try the new one first.</source>
        <translation>最後の応答が届きませんでした。パスワードは新しいものか以前のもののどちらかです。まず新しいほうをお試しください。</translation>
    </message>
    <message>
        <source>Contact an administrator. They check in another way that it is you.</source>
        <translation>管理者に連絡してください。別の方法でご本人であることを確認します。</translation>
    </message>
    <message>
        <source>Ask the people named below. They check in another way that it is you.</source>
        <translation>下記の窓口にお問い合わせください。別の方法でご本人であることを確認します。</translation>
    </message>
    <message>
        <source>You can wait, then start again. The account will be filled in for you.</source>
        <translation>しばらく待ってから、もう一度始めてください。アカウント名は入力済みになります。</translation>
    </message>
    <message>
        <source>Check the spelling and start again. It looks like name@example.com or COMPANY\name.</source>
        <translation>つづりを確かめて、もう一度始めてください。name@example.com や COMPANY\name のような形です。</translation>
    </message>
    <message>
        <source>If the name is right, ask the people named below whether the account still exists.</source>
        <translation>名前が正しい場合は、アカウントが今もあるかどうかを下記の窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>Contact an administrator. Only they can enable the account again.</source>
        <translation>管理者に連絡してください。アカウントを再び有効にできるのは管理者だけです。</translation>
    </message>
    <message>
        <source>Ask the people named below. Only they can enable the account again.</source>
        <translation>下記の窓口にお問い合わせください。アカウントを再び有効にできるのは管理者だけです。</translation>
    </message>
    <message>
        <source>Ask the people named below. They know where the password is reset.</source>
        <translation>下記の窓口にお問い合わせください。パスワードをどこでリセットできるかをご案内します。</translation>
    </message>
    <message>
        <source>Tell them the receipt, so that they find this recovery.</source>
        <translation>受付番号をお伝えいただくと、この手続きを確認できます。</translation>
    </message>
    <message>
        <source>Ask them to enable the account for reset, so that next time you can help yourself.</source>
        <translation>次回からご自身で手続きできるように、リセットを有効にするよう依頼してください。</translation>
    </message>
    <message>
        <source>Afterwards have two contacts registered, for example a private mail address and a mobile phone. Then this works next time.</source>
        <translation>サインインできるようになったら、個人のメールアドレスと携帯電話など、連絡先を 2 つ登録してもらってください。次回からはここで手続きできます。</translation>
    </message>
    <message>
        <source>Is there another administrator after all? Ask that person.</source>
        <translation>ほかにも管理者がいる場合は、その方に依頼してください。</translation>
    </message>
    <message>
        <source>Otherwise ask the support named below. They will check who you are first.</source>
        <translation>いない場合は、下記のサポート窓口にお問い合わせください。最初にご本人であることを確認します。</translation>
    </message>
    <message>
        <source>Afterwards make somebody else an administrator too, so that you can help each other.</source>
        <translation>その後は、互いに助け合えるように、ほかの方にも管理者になってもらってください。</translation>
    </message>
    <message>
        <source>Try another account &amp;name</source>
        <translation>別のアカウント名で試す(&amp;N)</translation>
    </message>
    <message>
        <source>What the message says</source>
        <translation>メールに記載される内容</translation>
    </message>
    <message>
        <source>Your message holds the receipt, the account name and what the service knows.</source>
        <translation>送信されるメールには、受付番号、アカウント名、サービスで確認できた状況が記載されます。</translation>
    </message>
    <message>
        <source>It holds none of your contacts, no code and no password.</source>
        <translation>連絡先、確認コード、パスワードは記載されません。</translation>
    </message>
    <message>
        <source>&amp;Send the message</source>
        <translation>メールを送る(&amp;S)</translation>
    </message>
    <message>
        <source>Your message was sent</source>
        <translation>管理者にメールを送りました</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>このあとの流れ</translation>
    </message>
    <message>
        <source>An administrator gets in touch by a way that they know already.</source>
        <translation>管理者が、以前から把握している連絡方法でご連絡します。</translation>
    </message>
    <message>
        <source>They check that it is you, then help you to sign in.</source>
        <translation>ご本人であることを確認したうえで、サインインできるように対応します。</translation>
    </message>
    <message>
        <source>If nobody gets in touch, or it is urgent, ask the people named below. One message is sent for each recovery.</source>
        <translation>連絡がない場合やお急ぎの場合は、下記の窓口にお問い合わせください。メールは 1 回の手続きにつき 1 通だけ送られます。</translation>
    </message>
    <message>
        <source>The administrators have been written to often enough for now. Please ask your support.</source>
        <translation>管理者へのメールは、現在これ以上送れません。サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>The administrators have been written to often enough. The next message can go out at %1. Until then please ask your support.</source>
        <translation>管理者へのメールは上限に達しました。次は %1 から送れます。それまではサポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>If nobody can help, a new account is the last way out. What belongs to the old one stays there.</source>
        <translation>どの方法でも解決しない場合は、新しいアカウントを作ることが最後の手段です。元のアカウントにあるものは引き継がれません。</translation>
    </message>
    <message>
        <source>The last answer got lost. Your first password may be set already: try it first.</source>
        <translation>最後の応答が届きませんでした。最初のパスワードはすでに設定されている可能性があります。まずそのパスワードをお試しください。</translation>
    </message>
    <message>
        <source>Ask your administrator for a start code: with it you set your first password.</source>
        <translation>管理者にスタートコードの発行を依頼してください。スタートコードがあれば、最初のパスワードを設定できます。</translation>
    </message>
    <message>
        <source>This ends by itself after some days, and an administrator can end it sooner. Did you stop it and need a recovery now? Say so, and if somebody else may have changed your password, say that first.</source>
        <translation>停止は数日で自動的に解除されます。管理者が早めに解除することもできます。ご自身で止めたあとに手続きが必要になった場合は、その旨をお伝えください。パスワードを他人に変更されたおそれがあるときは、まずそのことをお伝えください。</translation>
    </message>
    <message>
        <source>Was it you? Go on at the other PC. You can close this window.</source>
        <translation>ご本人が操作された場合は、そちらの PC で続けてください。この画面は閉じてかまいません。</translation>
    </message>
    <message>
        <source>Was it not you? Close this window, start Latchkey again and choose &quot;Stop a recovery that is not mine&quot; with the code of the message that you got. Then tell the people named below.</source>
        <translation>心当たりがない場合は、この画面を閉じて Latchkey をもう一度起動し、「心当たりのないお知らせを受け取った」を選んで、届いたお知らせにある、手続きを止めるためのコードを入力してください。そのうえで、下記の窓口にお知らせください。</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between ways to prove it</comment>
        <translation> ・ </translation>
    </message>
    <message>
        <source>start again, and choose one of these ways: %1</source>
        <translation>最初からやり直して、次のいずれかをお選びください。%1</translation>
    </message>
    <message>
        <source>ask for a check by hand. It needs nothing of what you have tried.</source>
        <translation>担当者による確認を申請できます。お試しになった方法は必要ありません。</translation>
    </message>
    <message>
        <source>contact an administrator. They check in another way that it is you.</source>
        <translation>管理者に連絡してください。別の方法でご本人であることを確認します。</translation>
    </message>
    <message>
        <source>ask the people named below. They can check in another way that it is you.</source>
        <translation>下記の窓口に問い合わせると、別の方法でご本人であることを確認できます。</translation>
    </message>
    <message>
        <source>What works now: %1</source>
        <translation>今すぐできること: %1</translation>
    </message>
    <message>
        <source>Or: %1</source>
        <translation>または: %1</translation>
    </message>
    <message>
        <source>Afterwards have something registered that shows here that it is you: %1. Then this works next time.</source>
        <translation>そのあと、ご本人であることをここで確かめられるもの (%1) を登録してもらってください。次回からはここで手続きできます。</translation>
    </message>
    <message>
        <source>This recovery has ended</source>
        <translation>この手続きは終了しました</translation>
    </message>
    <message>
        <source>Another one was finished first, something about the account was changed, or somebody said that it was not theirs. If you know nothing of that, tell your support at once.</source>
        <translation>別の手続きが先に完了したか、アカウントに変更があったか、手続きに心当たりがないとの申し出があったためです。お心当たりがなければ、すぐにサポート窓口にお知らせください。</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message numerus="yes">
        <source>%n other contacts were told about it.</source>
        <translation>
            <numerusform>ほかの連絡先 %n 件にお知らせしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Never confirmed.</source>
        <translation>まだ確認されていません。</translation>
    </message>
    <message>
        <source>Confirmed today.</source>
        <translation>今日確認しました。</translation>
    </message>
    <message>
        <source>Secure your account for the next time</source>
        <translation>次に備えてアカウントの回復方法を登録する</translation>
    </message>
    <message>
        <source>Secure your account</source>
        <translation>アカウントの回復方法の登録</translation>
    </message>
    <message>
        <source>Register now what proves that you are you: an app, a phone, a mail address. When you forget your password one day, you get back in with it by yourself. Sign in first.</source>
        <translation>ご本人であることを確認できるもの (アプリ、電話、メールアドレス) を今のうちに登録しておきましょう。いつかパスワードを忘れても、ご自分で元に戻せます。まずサインインしてください。</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>サインイン(&amp;S)</translation>
    </message>
    <message>
        <source>Your present &amp;password</source>
        <translation>現在のパスワード(&amp;P)</translation>
    </message>
    <message>
        <source>How you can get back in</source>
        <translation>登録されている回復方法</translation>
    </message>
    <message>
        <source>This is what is registered for %1.</source>
        <translation>%1 に登録されているものです。</translation>
    </message>
    <message>
        <source>Nothing is registered yet that could recover this account. Add at least one way, better two.</source>
        <translation>このアカウントを回復できるものがまだ登録されていません。少なくとも 1 つ、できれば 2 つ追加してください。</translation>
    </message>
    <message>
        <source>One way only is fragile: when it is lost, you are locked out. Add a second one.</source>
        <translation>回復方法が 1 つだけでは心配です。それを失うとサインインできなくなります。もう 1 つ追加してください。</translation>
    </message>
    <message>
        <source>Your account is well secured: there is more than one way back in.</source>
        <translation>アカウントは十分に備えができています。回復方法が 2 つ以上あります。</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登録済み</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>まだ何も登録されていません。</translation>
    </message>
    <message>
        <source>Add another way</source>
        <translation>回復方法を追加する</translation>
    </message>
    <message>
        <source>A mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Texts to a mobile phone</source>
        <translation>携帯電話への SMS</translation>
    </message>
    <message>
        <source>Calls to a phone</source>
        <translation>電話への音声通話</translation>
    </message>
    <message>
        <source>An authenticator app</source>
        <translation>認証アプリ</translation>
    </message>
    <message>
        <source>Security questions</source>
        <translation>秘密の質問</translation>
    </message>
    <message>
        <source>A security key</source>
        <translation>セキュリティキー</translation>
    </message>
    <message>
        <source>One that you can read without this account.</source>
        <translation>このアカウントを使わなくても読めるもの。</translation>
    </message>
    <message>
        <source>A code comes as a text message.</source>
        <translation>コードが SMS で届きます。</translation>
    </message>
    <message>
        <source>Mobile, at home or at the office. A voice says the code.</source>
        <translation>携帯、自宅、会社の電話。音声でコードをお伝えします。</translation>
    </message>
    <message>
        <source>Makes codes on your phone, also without reception.</source>
        <translation>電波がなくても、スマートフォンでコードを作れます。</translation>
    </message>
    <message>
        <source>Answers that only you know.</source>
        <translation>あなただけが知っている答え。</translation>
    </message>
    <message>
        <source>A small device that you plug in and touch.</source>
        <translation>差し込んで触れる小さな機器。</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>セキュリティキー</translation>
    </message>
    <message>
        <source>Authenticator app</source>
        <translation>認証アプリ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a method and what its owner calls it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>By your organisation: it is changed there, not here.</source>
        <translation>組織が登録したものです。変更は組織で行います。</translation>
    </message>
    <message>
        <source>For a new password only, not for signing in.</source>
        <translation>パスワードの再設定だけに使います。サインインには使いません。</translation>
    </message>
    <message>
        <source>Can recover the account from %1 on.</source>
        <translation>%1 から回復に使えます。</translation>
    </message>
    <message>
        <source>This is the account itself: when it is locked, you cannot read its mail.</source>
        <translation>これはこのアカウント自身です。ロックされるとメールを読めません。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a button and what it is about</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Added today: %1. Was it you? If not, get help.</source>
        <translation>今日追加されました: %1。お心当たりがなければ、サポートにご連絡ください。</translation>
    </message>
    <message>
        <source>Removed today: %1. Was it you? If not, get help.</source>
        <translation>今日削除されました: %1。お心当たりがなければ、サポートにご連絡ください。</translation>
    </message>
    <message numerus="yes">
        <source>Added %n days ago: %1. Was it you? If not, get help.</source>
        <translation>
            <numerusform>%n 日前に追加されました: %1。お心当たりがなければ、サポートにご連絡ください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n days ago: %1. Was it you? If not, get help.</source>
        <translation>
            <numerusform>%n 日前に削除されました: %1。お心当たりがなければ、サポートにご連絡ください。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is registered.</source>
        <translation>登録しました。</translation>
    </message>
    <message>
        <source>It has taken the place of the earlier one.</source>
        <translation>以前のものと置き換えました。</translation>
    </message>
    <message>
        <source>It is removed.</source>
        <translation>削除しました。</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完了(&amp;F)</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>「%1」を削除しますか?</translation>
    </message>
    <message>
        <source>Then nothing is left that could recover your account. Better add another way first.</source>
        <translation>これを削除すると、アカウントを回復できるものがなくなります。先に別の方法を追加することをお勧めします。</translation>
    </message>
    <message>
        <source>&amp;Remove it</source>
        <translation>削除する(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>残しておく(&amp;K)</translation>
    </message>
    <message>
        <source>Stop and sign out?</source>
        <translation>中止してサインアウトしますか?</translation>
    </message>
    <message>
        <source>What was confirmed is registered. What was only begun is not.</source>
        <translation>確認が済んだものは登録されています。途中のものは登録されません。</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>サインアウト(&amp;S)</translation>
    </message>
    <message>
        <source>Prove that it is you</source>
        <translation>ご本人の確認</translation>
    </message>
    <message>
        <source>Before anything is changed, one of the registered ways has to confirm it. So nobody who merely knows your password can register a phone of theirs.</source>
        <translation>変更の前に、登録済みの方法のどれかで確認します。パスワードを知っているだけの人が自分の電話を登録することはできません。</translation>
    </message>
    <message>
        <source>Enter the code that your app shows</source>
        <translation>アプリに表示されたコードを入力してください</translation>
    </message>
    <message>
        <source>Enter the code that was sent to you</source>
        <translation>お送りしたコードを入力してください</translation>
    </message>
    <message>
        <source>Answer your security questions</source>
        <translation>秘密の質問に答えてください</translation>
    </message>
    <message>
        <source>Use your security key</source>
        <translation>セキュリティキーをお使いください</translation>
    </message>
    <message>
        <source>Add an authenticator app</source>
        <translation>認証アプリの追加</translation>
    </message>
    <message>
        <source>The app on your phone makes a new code every 30 seconds. It needs no reception.</source>
        <translation>スマートフォンのアプリが 30 秒ごとに新しいコードを作ります。電波は要りません。</translation>
    </message>
    <message>
        <source>First install an authenticator app on your phone: Microsoft Authenticator, Google Authenticator or another one for time-based codes.</source>
        <translation>先にスマートフォンに認証アプリをインストールしてください。Microsoft Authenticator、Google Authenticator など、時刻に基づくコードを作るアプリなら使えます。</translation>
    </message>
    <message>
        <source>The phone needs iOS 14 or Android 8, or later.</source>
        <translation>iOS 14 以降または Android 8 以降が必要です。</translation>
    </message>
    <message>
        <source>1. Scan this picture with the app</source>
        <translation>1. アプリでこの画像を読み取る</translation>
    </message>
    <message>
        <source>In the app choose “Add account”, then “Other account”, and point the camera at the picture.</source>
        <translation>アプリで [アカウントの追加]、[その他のアカウント] の順に選び、カメラを画像に向けてください。</translation>
    </message>
    <message>
        <source>Picture for the camera of your phone. If you cannot scan it, type it by hand.</source>
        <translation>スマートフォンのカメラで読み取る画像です。読み取れないときは手で入力してください。</translation>
    </message>
    <message>
        <source>Cannot scan it? In the app choose “Add account”, then “Other account”, then “Enter code manually”, and type these two:</source>
        <translation>読み取れないときは、アプリで [アカウントの追加]、[その他のアカウント]、[コードを手動で入力] の順に選び、次の 2 つを入力してください。</translation>
    </message>
    <message>
        <source>2. Enter the code that the app shows</source>
        <translation>2. アプリに表示されたコードを入力する</translation>
    </message>
    <message>
        <source>Secured</source>
        <translation>備えができました</translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation>サインアウトしました</translation>
    </message>
    <message>
        <source>Nothing is registered. If you forget your password, only an administrator can help you.</source>
        <translation>何も登録されていません。パスワードを忘れると、管理者に頼むしかありません。</translation>
    </message>
    <message>
        <source>You can get back in by one way. Come back soon and add a second one.</source>
        <translation>回復方法は 1 つです。近いうちにもう 1 つ追加してください。</translation>
    </message>
    <message>
        <source>If you ever forget your password, open Latchkey on any PC and choose “I forgot my password”.</source>
        <translation>パスワードを忘れたときは、どの PC でも Latchkey を開き、「パスワードを忘れた」を選んでください。</translation>
    </message>
    <message>
        <source>Your sign-in has ended</source>
        <translation>サインインの期限が切れました</translation>
    </message>
    <message>
        <source>It ends by itself after a while, and when something about the account is changed elsewhere. What was confirmed is registered.</source>
        <translation>しばらくたつか、アカウントに別の場所で変更があると終了します。確認が済んだものは登録されています。</translation>
    </message>
    <message>
        <source>It cannot go on just now</source>
        <translation>今は続けられません</translation>
    </message>
    <message>
        <source>There were too many tries, or the account was changed meanwhile. What was confirmed is registered.</source>
        <translation>回数が多すぎたか、途中でアカウントが変更されました。確認が済んだものは登録されています。</translation>
    </message>
    <message>
        <source>&amp;Sign in again</source>
        <translation>もう一度サインイン(&amp;S)</translation>
    </message>
    <message>
        <source>This service has no “Secure your account”. Please ask your support.</source>
        <translation>このサービスでは回復方法を登録できません。サポートにお尋ねください。</translation>
    </message>
    <message>
        <source>This cannot be registered. Please check it.</source>
        <translation>これは登録できません。ご確認ください。</translation>
    </message>
    <message numerus="yes">
        <source>Confirmed %n days ago.</source>
        <translation>
            <numerusform>%n 日前に確認しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Not &amp;now</source>
        <translation>今はしない(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>Your organisation asks for %n ways to get back in. You can also register them later.</source>
        <translation>
            <numerusform>組織では、回復方法を %n 個以上登録するようお願いしています。あとで登録することもできます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your organisation requires %n ways to get back in. You are asked at each sign-in until they are registered.</source>
        <translation>
            <numerusform>組織では、回復方法を %n 個以上登録することが必要です。登録が済むまで、サインインのたびにお尋ねします。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your organisation requires more than is registered: you are asked again at the next sign-in.</source>
        <translation>組織で必要とされている登録がまだ済んでいません。次にサインインするときに、もう一度お尋ねします。</translation>
    </message>
    <message>
        <source>When none of these can be used any more</source>
        <translation>どの方法も使えなくなったとき</translation>
    </message>
    <message>
        <source>What you have lost is removed by an administrator. After that you can register anew here.</source>
        <translation>使えなくなった方法の登録は、管理者が削除します。そのあと、ここで登録し直せます。</translation>
    </message>
    <message>
        <source>A person can check by hand that it is you. You ask for it in another window, and set a new password once it is approved.</source>
        <translation>ご本人かどうかを担当者が確認できます。別の画面で申請していただき、承認されたあとで新しいパスワードを設定します。</translation>
    </message>
    <message>
        <source>Who can see this: you and your administrators see that an app is registered. Nobody can see its key again.</source>
        <translation>登録されていることがわかるのは、ご本人と管理者だけです。秘密鍵は、もう誰にも表示されません。</translation>
    </message>
    <message>
        <source>Choose a new password now</source>
        <translation>新しいパスワードを今すぐ決める</translation>
    </message>
    <message>
        <source>The secret key is shown once only, and could not be shown here. Please go on with a new one.</source>
        <translation>秘密鍵は一度しか表示されず、ここでは表示できませんでした。新しいもので続けてください。</translation>
    </message>
    <message>
        <source>The time for this picture is over, and nothing was registered. If the app has taken it up already, delete that entry there. Then go on with a new picture.</source>
        <translation>この画像の有効時間が過ぎたため、何も登録されていません。アプリにすでに追加されている場合は、アプリでその項目を削除してから、新しい画像で続けてください。</translation>
    </message>
    <message>
        <source>&amp;Show a new picture</source>
        <translation>新しい画像を表示(&amp;S)</translation>
    </message>
    <message>
        <source>Nothing that is registered can confirm it any more.</source>
        <translation>登録されているもので、いま確認に使えるものはありません。</translation>
    </message>
    <message>
        <source>What is registered is too new to confirm it. The first of it can from %1 on: please come back then.</source>
        <translation>登録されたばかりのものは、まだ確認に使えません。%1 以降に使えるようになりますので、そのときにもう一度お試しください。</translation>
    </message>
    <message>
        <source>&amp;I have lost what is registered</source>
        <translation>登録したものが手元にありません(&amp;I)</translation>
    </message>
    <message>
        <source>Who can see this: only you and your administrators. Addresses and numbers are shown in part only.</source>
        <translation>これを見られるのは、ご本人と管理者だけです。アドレスと番号は一部だけを表示しています。</translation>
    </message>
    <message>
        <source>Who can see this: the code is for you alone. Your administrators see when you have proved that it is you, and by what.</source>
        <translation>コードはご本人だけのものです。管理者が見られるのは、本人確認をした日時と方法だけです。</translation>
    </message>
    <message>
        <source>Who can see this: nobody can read your answers. Your administrators see when you have proved that it is you, and by what.</source>
        <translation>答えは誰にも読めません。管理者が見られるのは、本人確認をした日時と方法だけです。</translation>
    </message>
    <message>
        <source>Who can see this: nobody. The secret and the PIN stay with the key. Your administrators see when you have proved that it is you, and by what.</source>
        <translation>これを見られる人はいません。秘密の情報と PIN がキーの外で保存されることはありません。管理者が見られるのは、本人確認をした日時と方法だけです。</translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were told about it.</source>
        <translation>
            <numerusform>連絡先 %n 件にお知らせしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>It stands without its country code; that of your organisation is taken.</source>
        <translation>国番号がありません。組織の国番号を補って使います。</translation>
    </message>
    <message>
        <source>It keeps a 0 after its country code, which is not dialled.</source>
        <translation>国番号のあとに 0 が残っています。発信時には省かれます。</translation>
    </message>
    <message>
        <source>It seems to be a landline or an internet phone: texts may not arrive.</source>
        <translation>固定電話か IP 電話のようです。SMS が届かないことがあります。</translation>
    </message>
    <message>
        <source>No phone is known to have such a number.</source>
        <translation>この形の電話番号は確認できません。</translation>
    </message>
    <message>
        <source>Who can see this: only you and your administrators see your mail addresses and phone numbers. Nobody can see your answers to questions, and nobody can see your password.</source>
        <translation>メールアドレスと電話番号を見られるのは、ご本人と管理者だけです。質問の答えとパスワードは誰にも見えません。</translation>
    </message>
    <message>
        <source>Please ask your organisation to correct the number.</source>
        <translation>番号の訂正は、組織の担当者にご依頼ください。</translation>
    </message>
    <message>
        <source>Please look at the number, and change it here.</source>
        <translation>番号をご確認のうえ、ここで変更してください。</translation>
    </message>
    <message>
        <source>From then on it can no longer recover your account. Your contacts are told.</source>
        <translation>削除すると、アカウントの回復に使えなくなります。連絡先にお知らせします。</translation>
    </message>
    <message>
        <source>What is left is too new: it cannot recover your account before %1. Better remove this one after that.</source>
        <translation>残るものは登録されたばかりで、%1 まではアカウントの回復に使えません。これを削除するのは、そのあとにすることをお勧めします。</translation>
    </message>
    <message>
        <source>What is left may not be enough to recover your account. Better add another way first.</source>
        <translation>残るものだけでは、アカウントを回復できないことがあります。先に別の方法を追加することをお勧めします。</translation>
    </message>
    <message>
        <source>Who can see this: only you and your administrators see what is registered, and since when.</source>
        <translation>登録されているものと登録日を見られるのは、ご本人と管理者だけです。</translation>
    </message>
    <message>
        <source>At present no new password can be set here for this account, whatever is registered. There is nothing that you have to do. If you forget your password one day, please ask your support.</source>
        <translation>現在、このアカウントの新しいパスワードは、何を登録していてもここでは設定できません。いま何かをする必要はありません。パスワードを忘れたときは、サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>What is registered cannot recover this account yet: what was added lately counts only from the time that stands beside it.</source>
        <translation>登録されているものでは、まだこのアカウントを回復できません。最近追加したものは、その横に書かれた日時から使えるようになります。</translation>
    </message>
    <message numerus="yes">
        <source>Getting back in takes %n different ways here, and fewer can be used. Add another one.</source>
        <translation>
            <numerusform>回復には異なる方法が %n つ必要ですが、使えるものが足りません。もう 1 つ追加してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is registered is not enough to recover this account. Add another way.</source>
        <translation>登録されているものだけでは、このアカウントを回復できません。回復方法を追加してください。</translation>
    </message>
    <message>
        <source>What was added lately counts only from the time that stands beside it. If you lose a way before that, you are locked out.</source>
        <translation>最近追加したものは、その横に書かれた日時から使えるようになります。それまでに回復方法を 1 つでも失うと、サインインできなくなります。</translation>
    </message>
    <message numerus="yes">
        <source>Getting back in takes %n different ways here, and none is to spare: when one is lost, you are locked out. Add another one.</source>
        <translation>
            <numerusform>回復には異なる方法が %n つ必要で、予備がありません。1 つでも失うとサインインできなくなります。もう 1 つ追加してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was added lately counts only after a while. If you forget your password before that, only an administrator can help you.</source>
        <translation>最近追加したものは、しばらくしてから使えるようになります。それまでにパスワードを忘れると、管理者に頼むしかありません。</translation>
    </message>
    <message>
        <source>What is registered is not enough to recover this account. If you forget your password, only an administrator can help you.</source>
        <translation>登録されているものだけでは、このアカウントを回復できません。パスワードを忘れると、管理者に頼むしかありません。</translation>
    </message>
    <message>
        <source>You can get back in. What was added lately counts only after a while; there is nothing that you have to do for it.</source>
        <translation>アカウントは回復できます。最近追加したものは、しばらくしてから使えるようになります。そのためにすることは何もありません。</translation>
    </message>
    <message>
        <source>You can get back in, but with nothing to spare. Come back soon and add another way.</source>
        <translation>アカウントは回復できますが、予備の方法がありません。近いうちにもう 1 つ追加してください。</translation>
    </message>
    <message>
        <source>This is registered already. Give another one.</source>
        <translation>これはすでに登録されています。別のものを入力してください。</translation>
    </message>
    <message>
        <source>This number cannot get texts. Give a mobile number, or add it as a phone for calls.</source>
        <translation>この番号では SMS を受け取れません。携帯電話の番号を入力するか、「電話への音声通話」として追加してください。</translation>
    </message>
</context>
<context>
    <name>EnrolContact</name>
    <message>
        <source>%1 (+%2)</source>
        <comment>country and its dialling code</comment>
        <translation>%1 (+%2)</translation>
    </message>
    <message>
        <source>Which number should texts go to?</source>
        <translation>SMS を受け取る番号を入力してください</translation>
    </message>
    <message>
        <source>Which phone should be called?</source>
        <translation>電話を受ける番号を入力してください</translation>
    </message>
    <message>
        <source>Which mail address should codes go to?</source>
        <translation>メールアドレスを入力してください</translation>
    </message>
    <message>
        <source>A mobile that you have with you. A code goes there now, to show that it is yours.</source>
        <translation>お手元の携帯電話の番号です。ご本人のものと確かめるため、今からコードを送ります。</translation>
    </message>
    <message>
        <source>A mobile, or a phone at home or at the office. It rings now: press any key, and a voice says a code.</source>
        <translation>携帯電話のほか、自宅や職場の電話も使えます。今から呼び出します。いずれかのキーを押すと、音声でコードをお伝えします。</translation>
    </message>
    <message>
        <source>A code goes there now, to show that it is yours. Mail serves to reset a forgotten password.</source>
        <translation>ご本人のものと確かめるため、今からコードを送ります。メールは、忘れたパスワードの再設定に使います。</translation>
    </message>
    <message>
        <source>Who can see this: only you and your administrators. It is used for codes and for notices about this account, and for nothing else.</source>
        <translation>これを見られるのは、ご本人と管理者だけです。コードの送付と、このアカウントについてのお知らせ以外には使いません。</translation>
    </message>
    <message>
        <source>&amp;Mail address</source>
        <translation>メールアドレス(&amp;M)</translation>
    </message>
    <message>
        <source>Best is a private mailbox that you can open without this account.</source>
        <translation>このアカウントがなくても開ける、個人のメールアドレスをお勧めします。</translation>
    </message>
    <message>
        <source>This does not look like a mail address yet. It has the form name@example.com.</source>
        <translation>メールアドレスの形になっていないようです。name@example.com の形で入力してください。</translation>
    </message>
    <message>
        <source>This is the mailbox of the account itself. When you cannot sign in, you cannot read it either. Another address is better.</source>
        <translation>これは、このアカウント自体のメールボックスです。サインインできないときは、メールも読めません。別のアドレスをお勧めします。</translation>
    </message>
    <message>
        <source>Co&amp;untry</source>
        <translation>国・地域(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Phone number</source>
        <translation>電話番号(&amp;P)</translation>
    </message>
    <message>
        <source>As you dial it there, with or without the first 0. With + in front, its country is found.</source>
        <translation>その国で掛けるときの番号です。先頭の 0 は、あってもなくてもかまいません。+ から入力すると、国・地域は自動で選ばれます。</translation>
    </message>
    <message>
        <source>This is no phone number of that country. Compare its digits and its country.</source>
        <translation>選択した国・地域の電話番号ではないようです。番号と国・地域をご確認ください。</translation>
    </message>
    <message>
        <source>A number has digits alone. An extension belongs into the field below.</source>
        <translation>電話番号は数字で入力してください。内線番号は、下の欄に入力してください。</translation>
    </message>
    <message>
        <source>Numbers of that country cannot be used here. Please give another one, or choose another way.</source>
        <translation>その国・地域の番号は、ここでは使えません。別の番号を入力するか、ほかの方法をお選びください。</translation>
    </message>
    <message>
        <source>E&amp;xtension (where there is one)</source>
        <translation>内線番号 (ある場合)(&amp;X)</translation>
    </message>
    <message>
        <source>At the office: what is dialled once the call is answered.</source>
        <translation>職場の電話で、つながってから押す番号です。</translation>
    </message>
    <message>
        <source>An extension has digits alone, %1 at the most.</source>
        <translation>内線番号は、%1 桁までの数字で入力してください。</translation>
    </message>
    <message>
        <source>Enter the code to finish</source>
        <translation>コードを入力してください</translation>
    </message>
    <message>
        <source>It shows that you can read mail there. It is registered after that.</source>
        <translation>そのアドレスでメールを読めることを確かめます。確認できると登録されます。</translation>
    </message>
    <message>
        <source>It shows that the phone is yours. It is registered after that.</source>
        <translation>ご本人の電話であることを確かめます。確認できると登録されます。</translation>
    </message>
    <message>
        <source>The text goes to</source>
        <translation>SMS の送信先</translation>
    </message>
    <message>
        <source>This is dialled</source>
        <translation>発信する番号</translation>
    </message>
    <message>
        <source>The mail goes to</source>
        <translation>メールの送信先</translation>
    </message>
    <message>
        <source>Then the extension: %1</source>
        <translation>続けて内線番号: %1</translation>
    </message>
    <message>
        <source>Chan&amp;ge the address</source>
        <translation>アドレスを変更する(&amp;G)</translation>
    </message>
    <message>
        <source>Chan&amp;ge the number</source>
        <translation>番号を変更する(&amp;G)</translation>
    </message>
    <message>
        <source>You gave no country, so that of your organisation was taken. Compare it with the number above.</source>
        <translation>国・地域の指定がなかったため、組織の国・地域の番号として扱いました。上の番号をご確認ください。</translation>
    </message>
    <message>
        <source>The 0 after the country code is left out, since nobody is reached with it.</source>
        <translation>国番号の後の 0 は、付けるとつながらないため省きます。</translation>
    </message>
    <message>
        <source>This seems to be a landline or an internet phone, which takes no texts. If none comes, register it for calls.</source>
        <translation>固定電話または IP 電話のようです。SMS を受信できないことがあります。届かないときは、電話で受ける方法で登録してください。</translation>
    </message>
    <message>
        <source>No phone is known to have such a number. If nothing comes, compare its digits.</source>
        <translation>存在しない番号のようです。何も届かないときは、番号をご確認ください。</translation>
    </message>
</context>
<context>
    <name>EnrolKey</name>
    <message>
        <source>What is your security key called?</source>
        <translation>セキュリティキーに名前を付けてください</translation>
    </message>
    <message>
        <source>A security key (FIDO2) is a small device that you plug in and touch. You can register several, and the name tells them apart.</source>
        <translation>セキュリティキー (FIDO2) は、差し込んでタッチする小さな機器です。複数登録できるため、見分けるための名前を付けます。</translation>
    </message>
    <message>
        <source>Plug in your security key and touch it</source>
        <translation>キーを差し込んで、タッチしてください</translation>
    </message>
    <message>
        <source>It is registered with that. Nothing else on it is changed.</source>
        <translation>これで登録されます。キーのほかの内容は変わりません。</translation>
    </message>
    <message>
        <source>Who can see this: you and your administrators see the name and since when it is registered. The secret never leaves the key.</source>
        <translation>名前と登録日を見られるのは、ご本人と管理者だけです。秘密の情報がキーの外に出ることはありません。</translation>
    </message>
    <message>
        <source>&amp;Name of the key</source>
        <translation>キーの名前(&amp;N)</translation>
    </message>
    <message>
        <source>For example: blue, on my key ring</source>
        <translation>例: 青・キーホルダー</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>セキュリティキー</translation>
    </message>
    <message>
        <source>Security key %1</source>
        <translation>セキュリティキー %1</translation>
    </message>
    <message>
        <source>This name cannot be used. Please choose a plain one.</source>
        <translation>この名前は使えません。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Put it into a USB port of this PC. It is found by itself.</source>
        <translation>この PC の USB ポートに差し込んでください。自動的に見つかります。</translation>
    </message>
    <message>
        <source>What this key has made was not accepted. Please try again, or use another key.</source>
        <translation>このキーの応答は受け付けられませんでした。もう一度試すか、別のキーをお使いください。</translation>
    </message>
    <message>
        <source>The key has answered. Please wait …</source>
        <translation>キーが応答しました。お待ちください…</translation>
    </message>
    <message>
        <source>Another key of yours has this name. Please choose one that tells the two apart.</source>
        <translation>同じ名前のキーがすでにあります。区別できる名前にしてください。</translation>
    </message>
</context>
<context>
    <name>EnrolQuestions</name>
    <message>
        <source>Questions that only you can answer</source>
        <translation>秘密の質問を選んでください</translation>
    </message>
    <message numerus="yes">
        <source>Choose %n different questions. You are asked them when you reset a forgotten password, so choose answers that you will still know then.</source>
        <translation>
            <numerusform>異なる質問を %n 個選んでください。忘れたパスワードを再設定するときにお尋ねします。そのときに思い出せる答えにしてください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Who can see this: nobody. What is kept of the answers can be compared, and not read, by your administrators either.</source>
        <translation>これを見られる人はいません。答えは照合だけができる形で保存し、管理者も読めません。</translation>
    </message>
    <message>
        <source>3 to 40 characters each. Capitals make no difference. An answer need not be true: what others know or find out about you is not a good one.</source>
        <translation>答えは 3～40 文字です。大文字と小文字は区別しません。本当のことでなくてもかまいません。ほかの人が知っていることや、調べればわかることは避けてください。</translation>
    </message>
    <message>
        <source>Question &amp;%1</source>
        <translation>質問 &amp;%1</translation>
    </message>
    <message>
        <source>Choose a question</source>
        <translation>質問を選択</translation>
    </message>
    <message>
        <source>Answer to question %1</source>
        <translation>質問 %1 の答え</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>&amp;Register the answers</source>
        <translation>答えを登録(&amp;R)</translation>
    </message>
    <message>
        <source>There is a character in it that cannot be typed everywhere. Please write it otherwise.</source>
        <translation>ほかの環境で入力できない文字が含まれています。別の書き方にしてください。</translation>
    </message>
    <message>
        <source>An answer has at least 3 characters.</source>
        <translation>答えは 3 文字以上にしてください。</translation>
    </message>
    <message>
        <source>An answer has no more than 40 characters.</source>
        <translation>答えは 40 文字以内にしてください。</translation>
    </message>
    <message>
        <source>You gave this answer above. Each question needs one of its own.</source>
        <translation>上の質問と同じ答えです。質問ごとに別の答えにしてください。</translation>
    </message>
    <message>
        <source>This stands in the question, where everybody reads it. Please choose another answer.</source>
        <translation>質問の文に含まれている言葉です。別の答えにしてください。</translation>
    </message>
    <message>
        <source>This is the name of the account or your own. Please choose another answer.</source>
        <translation>アカウント名またはお名前と同じです。別の答えにしてください。</translation>
    </message>
    <message>
        <source>This answer cannot be registered. Please choose another one.</source>
        <translation>この答えは登録できません。別の答えにしてください。</translation>
    </message>
</context>
<context>
    <name>EnrolSecret</name>
    <message>
        <source>QR code to be read with the camera of your phone. The same stands below as text.</source>
        <translation>スマートフォンのカメラで読み取る QR コードです。同じ内容は、下に文字でもあります。</translation>
    </message>
    <message>
        <source>There is no picture for this one. Please type the key by hand.</source>
        <translation>この内容は QR コードにできません。キーを手で入力してください。</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>アカウント名</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>秘密鍵</translation>
    </message>
    <message>
        <source>Capitals or not, with or without blanks: the app takes both. Show it to nobody.</source>
        <translation>大文字と小文字の違いや空白の有無は問いません。誰にも見せないでください。</translation>
    </message>
    <message>
        <source>Covered, because nobody has used this PC for a while.</source>
        <translation>しばらく操作がなかったため、隠しています。</translation>
    </message>
    <message>
        <source>Sho&amp;w it again</source>
        <translation>もう一度表示(&amp;W)</translation>
    </message>
    <message>
        <source>Cop&amp;y the key</source>
        <translation>キーをコピー(&amp;Y)</translation>
    </message>
    <message numerus="yes">
        <source>Copied. Paste it now: it is taken off the clipboard after %n seconds.</source>
        <translation>
            <numerusform>コピーしました。すぐに貼り付けてください。%n 秒後にクリップボードから消します。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>What you can do</source>
        <translation>お試しいただきたいこと</translation>
    </message>
    <message>
        <source>The recovery service cannot be reached</source>
        <translation>回復サービスに接続できません</translation>
    </message>
    <message>
        <source>Check that this PC is online: network cable, Wi-Fi, flight mode.</source>
        <translation>この PC がネットワークにつながっているか確認してください (ケーブル、Wi-Fi、機内モード)。</translation>
    </message>
    <message>
        <source>At work, the office network or VPN may be needed.</source>
        <translation>職場では、社内ネットワークか VPN が必要な場合があります。</translation>
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation>1 分ほど待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The answer takes too long</source>
        <translation>応答に時間がかかっています</translation>
    </message>
    <message>
        <source>The service was found but did not answer in time.</source>
        <translation>サービスは見つかりましたが、時間内に応答がありませんでした。</translation>
    </message>
    <message>
        <source>Try again. What already went through is not done twice.</source>
        <translation>もう一度お試しください。済んだ処理が二重に行われることはありません。</translation>
    </message>
    <message>
        <source>If the connection is weak, move closer to the Wi-Fi or use another network.</source>
        <translation>電波が弱いときは、Wi-Fi に近づくか、別のネットワークを使ってください。</translation>
    </message>
    <message>
        <source>We cannot be sure that this is the real service</source>
        <translation>本物のサービスかどうかを確認できません</translation>
    </message>
    <message>
        <source>The other side could not prove who it is. So nothing was sent to it.</source>
        <translation>接続先が本物であることを確認できなかったため、何も送信していません。</translation>
    </message>
    <message>
        <source>Try another network. A public Wi-Fi may be in between.</source>
        <translation>別のネットワークをお試しください。公衆 Wi-Fi が間に入っている可能性があります。</translation>
    </message>
    <message>
        <source>At work, tell your support: the certificate authority may be missing on this PC.</source>
        <translation>職場では、サポート窓口にお知らせください。この PC に認証局の証明書がない可能性があります。</translation>
    </message>
    <message>
        <source>Another server answered</source>
        <translation>別のサーバーが応答しました</translation>
    </message>
    <message>
        <source>Its certificate is made out to a different name. So nothing was sent to it.</source>
        <translation>証明書の名前が異なるため、何も送信していません。</translation>
    </message>
    <message>
        <source>Try another network. Something in between may lead you to the wrong place.</source>
        <translation>別のネットワークをお試しください。途中で別の場所に誘導されている可能性があります。</translation>
    </message>
    <message>
        <source>Tell your support if it stays like this.</source>
        <translation>続くようであれば、サポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>The dates do not fit</source>
        <translation>日付が合いません</translation>
    </message>
    <message>
        <source>The service&apos;s certificate is not valid on the date that this PC shows.</source>
        <translation>この PC の日付では、サービスの証明書が有効ではありません。</translation>
    </message>
    <message>
        <source>Look at date and time of this PC. Set them right if they are wrong, then try again.</source>
        <translation>この PC の日付と時刻を確認してください。違っていたら直してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>If they are right, tell your support: the certificate has to be renewed.</source>
        <translation>合っている場合は、証明書の更新が必要であることをサポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>This network wants you to sign in first</source>
        <translation>ネットワークへのログインが必要です</translation>
    </message>
    <message>
        <source>A page of the network answered in place of the recovery service. This is usual in hotels, trains and cafés.</source>
        <translation>回復サービスの代わりに、ネットワークのページが応答しました。ホテルや電車、カフェではよくあることです。</translation>
    </message>
    <message>
        <source>Open a browser on this PC and follow the page of the network.</source>
        <translation>この PC でブラウザーを開き、ネットワークの案内に従ってください。</translation>
    </message>
    <message>
        <source>Then come back and try again.</source>
        <translation>その後、この画面に戻ってもう一度お試しください。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy asks for a password</source>
        <translation>ネットワークのプロキシがパスワードを求めています</translation>
    </message>
    <message>
        <source>This PC reaches the internet through a proxy that wants to know who you are.</source>
        <translation>この PC は、利用者の確認が必要なプロキシを通してインターネットに接続しています。</translation>
    </message>
    <message>
        <source>Use another network, for example the hotspot of a phone.</source>
        <translation>スマートフォンのテザリングなど、別のネットワークを使ってください。</translation>
    </message>
    <message>
        <source>At work, ask your support to let the recovery service through.</source>
        <translation>職場では、回復サービスへの通信を許可するようサポート窓口に依頼してください。</translation>
    </message>
    <message>
        <source>The answer makes no sense to this program</source>
        <translation>応答の内容を読み取れません</translation>
    </message>
    <message>
        <source>The service and this program may be of different versions, or something changed the answer on its way.</source>
        <translation>サービスとこのプログラムのバージョンが異なるか、応答が途中で変わった可能性があります。</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>1 分ほど待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check whether there is a newer version of this program.</source>
        <translation>このプログラムの新しいバージョンがないか確認してください。</translation>
    </message>
    <message>
        <source>The service could not do this now</source>
        <translation>今はこの操作を行えませんでした</translation>
    </message>
    <message>
        <source>This PC gets no answer from it. When you try again, you go on where you are.</source>
        <translation>この PC に応答が届きません。もう一度試すと、今のところから続けられます。</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Somebody can help you</source>
        <translation>お手伝いできる窓口があります</translation>
    </message>
    <message>
        <source>Get in touch and say where you are stuck. This page waits for you.</source>
        <translation>連絡して、どこでお困りかをお伝えください。手続きはこのままお待ちします。</translation>
    </message>
    <message>
        <source>Tell them this receipt: %1. It finds your recovery and holds no secret.</source>
        <translation>受付番号 %1 をお伝えください。手続きを探すための番号で、秘密の情報は含まれません。</translation>
    </message>
    <message>
        <source>Nobody will ask you for a code or your password, the help desk included.</source>
        <translation>コードやパスワードをお尋ねすることはありません。ヘルプデスクも同じです。</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>お問い合わせ先</translation>
    </message>
    <message>
        <source>Phone: %1</source>
        <translation>電話: %1</translation>
    </message>
    <message>
        <source>Mail: %1</source>
        <translation>メール: %1</translation>
    </message>
    <message>
        <source>Hours: %1</source>
        <translation>受付時間: %1</translation>
    </message>
    <message>
        <source>The person or team that set up your account.</source>
        <translation>アカウントを用意した担当者または部署</translation>
    </message>
</context>
<context>
    <name>Method</name>
    <message>
        <source>Ways to prove that it is you</source>
        <translation>ご本人の確認方法</translation>
    </message>
    <message>
        <source>&amp;I can use none of these</source>
        <translation>どれも使えません(&amp;I)</translation>
    </message>
    <message>
        <source>Not yours? Perhaps the name is mistyped, or nothing is registered.</source>
        <translation>お心当たりがない場合は、アカウント名の入力間違いか、連絡先が登録されていない可能性があります。</translation>
    </message>
    <message>
        <source>Contact an &amp;administrator</source>
        <translation>管理者に連絡する(&amp;A)</translation>
    </message>
    <message>
        <source>None of these can be used?</source>
        <translation>どの方法も使えないときは</translation>
    </message>
    <message>
        <source>Without one of them the account cannot be recovered here. Your support can help you in person.</source>
        <translation>ここではアカウントを回復できませんが、サポート窓口が直接お手伝いします。</translation>
    </message>
    <message>
        <source>Contact an administrator</source>
        <translation>管理者に連絡する</translation>
    </message>
    <message>
        <source>An administrator can correct what is registered, or check that it is you in another way.</source>
        <translation>管理者は、登録内容を直したり、別の方法でご本人であることを確認したりできます。</translation>
    </message>
    <message>
        <source>If the name may be mistyped, cancel and start again with the right one.</source>
        <translation>アカウント名を間違えたかもしれないときは、キャンセルして正しい名前でやり直してください。</translation>
    </message>
    <message>
        <source>Without one of them your first password cannot be set here. Your support can help you in person.</source>
        <translation>ここでは最初のパスワードを設定できませんが、サポート窓口が直接お手伝いします。</translation>
    </message>
</context>
<context>
    <name>Methods</name>
    <message>
        <source>Mail to %1</source>
        <translation>%1 にメールで送る</translation>
    </message>
    <message>
        <source>Text to %1</source>
        <translation>%1 に SMS で送る</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 に電話をかける</translation>
    </message>
    <message>
        <source>My authenticator app</source>
        <translation>認証アプリを使う</translation>
    </message>
    <message>
        <source>My security questions</source>
        <translation>秘密の質問に答える</translation>
    </message>
    <message>
        <source>My security key</source>
        <translation>セキュリティキーを使う</translation>
    </message>
    <message>
        <source>You get a message with a code.</source>
        <translation>コードが書かれたメールが届きます。</translation>
    </message>
    <message>
        <source>You get a text message with a code.</source>
        <translation>コードが書かれた SMS が届きます。</translation>
    </message>
    <message>
        <source>The phone rings and a voice reads the code to you.</source>
        <translation>電話が鳴り、自動音声がコードを読み上げます。</translation>
    </message>
    <message>
        <source>Enter the 6 digits that it shows.</source>
        <translation>表示される 6 桁の数字を入力します。</translation>
    </message>
    <message>
        <source>Give the answers that you registered.</source>
        <translation>登録した答えを入力します。</translation>
    </message>
    <message>
        <source>Plug it in and touch it.</source>
        <translation>差し込んでタッチします。</translation>
    </message>
    <message>
        <source>This is the account that you cannot open. Choose it only if you can still read its mail.</source>
        <translation>サインインできないアカウント自体のアドレスです。今もメールを読める場合だけ選んでください。</translation>
    </message>
    <message>
        <source>My start code</source>
        <translation>スタートコードを使う</translation>
    </message>
    <message>
        <source>Enter the 12 digits that your administrator gave you.</source>
        <translation>管理者から受け取った 12 桁の数字を入力します。</translation>
    </message>
    <message>
        <source>a mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>a mobile phone</source>
        <translation>携帯電話</translation>
    </message>
    <message>
        <source>a phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>an authenticator app</source>
        <translation>認証アプリ</translation>
    </message>
    <message>
        <source>security questions</source>
        <translation>秘密の質問</translation>
    </message>
    <message>
        <source>a security key</source>
        <translation>セキュリティキー</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>MissingCode</name>
    <message>
        <source>Can you open this mailbox now?</source>
        <translation>このメールボックスを今開けますか？</translation>
    </message>
    <message>
        <source>Have you looked in the folder for junk mail?</source>
        <translation>迷惑メールのフォルダーは確認しましたか？</translation>
    </message>
    <message>
        <source>Is the phone with this number at hand?</source>
        <translation>この番号の電話はお手元にありますか？</translation>
    </message>
    <message>
        <source>Do texts from companies arrive on this phone?</source>
        <translation>企業からの SMS はこの電話に届きますか？</translation>
    </message>
    <message>
        <source>Do calls from unknown numbers ring on this phone?</source>
        <translation>知らない番号からの着信は鳴りますか？</translation>
    </message>
    <message>
        <source>Is this right, letter by letter?</source>
        <translation>次の内容に間違いはありませんか？</translation>
    </message>
    <message>
        <source>It may be called “Spam” or “Junk”. Mails with a code often end up there.</source>
        <translation>「スパム」などの名前のこともあります。コードのメールはよくここに入ります。</translation>
    </message>
    <message>
        <source>For example from a parcel service or a bank.</source>
        <translation>たとえば宅配業者や銀行からのものです。</translation>
    </message>
    <message>
        <source>Many phones can turn away callers that they do not know.</source>
        <translation>知らない番号からの着信を拒否できる電話も多くあります。</translation>
    </message>
    <message>
        <source>Account: %1</source>
        <translation>アカウント: %1</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>まだ確認していません</translation>
    </message>
    <message>
        <source>No, I cannot open it any more</source>
        <translation>いいえ、もう開けません</translation>
    </message>
    <message>
        <source>No, it is the locked account&apos;s</source>
        <translation>いいえ、ロックされたアカウントのものです</translation>
    </message>
    <message>
        <source>Yes, but it is full</source>
        <translation>はい。ただし空き容量がありません</translation>
    </message>
    <message>
        <source>It is off, or has no reception</source>
        <translation>電源が切れているか、圏外です</translation>
    </message>
    <message>
        <source>No, I do not have that number any more</source>
        <translation>いいえ、この番号はもう使っていません</translation>
    </message>
    <message>
        <source>It is a landline or an internet phone</source>
        <translation>固定電話または IP 電話です</translation>
    </message>
    <message>
        <source>Unknown senders are blocked</source>
        <translation>知らない送信元は拒否しています</translation>
    </message>
    <message>
        <source>No, unknown callers are blocked</source>
        <translation>いいえ、知らない番号は拒否しています</translation>
    </message>
    <message>
        <source>No, it gets none, or none from abroad</source>
        <translation>いいえ、SMS または海外からの SMS が届きません</translation>
    </message>
    <message>
        <source>What I typed is not right</source>
        <translation>入力した内容が違います</translation>
    </message>
    <message>
        <source>The account name is not right</source>
        <translation>アカウント名が違います</translation>
    </message>
    <message>
        <source>Yes, and other mails arrive in it</source>
        <translation>はい、ほかのメールは届きます</translation>
    </message>
    <message>
        <source>Yes, it is not there</source>
        <translation>はい、ありませんでした</translation>
    </message>
    <message>
        <source>Yes, it is on and has reception</source>
        <translation>はい、電源も電波も入っています</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Yes, all of it is right</source>
        <translation>はい、どちらも合っています</translation>
    </message>
    <message>
        <source>Three short questions at most, then you know what to do.</source>
        <translation>短い質問は多くて 3 つです。そのあと、次にすることが分かります。</translation>
    </message>
    <message>
        <source>&amp;Previous question</source>
        <translation>前の質問へ(&amp;P)</translation>
    </message>
    <message>
        <source>Have it sent again</source>
        <translation>もう一度送ってもらいましょう</translation>
    </message>
    <message>
        <source>Have yourself called instead</source>
        <translation>代わりに電話で受け取りましょう</translation>
    </message>
    <message>
        <source>Choose another way</source>
        <translation>別の方法を選びましょう</translation>
    </message>
    <message>
        <source>Correct what you typed</source>
        <translation>入力した内容を直しましょう</translation>
    </message>
    <message>
        <source>Start again with the right name</source>
        <translation>正しいアカウント名でやり直しましょう</translation>
    </message>
    <message>
        <source>Ask your support</source>
        <translation>サポート窓口に相談しましょう</translation>
    </message>
    <message>
        <source>Look in the junk mail</source>
        <translation>迷惑メールを確認しましょう</translation>
    </message>
    <message>
        <source>Give it a little more time</source>
        <translation>もう少しだけ待ちましょう</translation>
    </message>
    <message>
        <source>Put that right, then wait for it</source>
        <translation>それを直して、届くのを待ちましょう</translation>
    </message>
    <message>
        <source>It is being sent at this moment.</source>
        <translation>今、送信しているところです。</translation>
    </message>
    <message>
        <source>If it is there, mark it as no junk, so that later ones come to your inbox.</source>
        <translation>見つかったら「迷惑メールではない」に設定してください。次からは受信トレイに届きます。</translation>
    </message>
    <message>
        <source>A code in a mailbox that you cannot open does not help you.</source>
        <translation>開けないメールボックスに届いたコードは使えません。</translation>
    </message>
    <message>
        <source>You can read this mailbox only where you are still signed in, for example on your phone.</source>
        <translation>このメールボックスは、スマートフォンなど、まだサインインしている機器でしか読めません。</translation>
    </message>
    <message>
        <source>A full mailbox takes no mail. Delete large mails, and empty its bin.</source>
        <translation>空き容量のないメールボックスにはメールが届きません。大きなメールを削除し、ごみ箱を空にしてください。</translation>
    </message>
    <message>
        <source>Switch the phone on, switch its flight mode off, and look for a place with reception.</source>
        <translation>電源を入れ、機内モードを解除し、電波の届く場所に移動してください。</translation>
    </message>
    <message>
        <source>Once you are back in your account, have the old number replaced there.</source>
        <translation>アカウントに入れるようになったら、古い番号を新しい番号に変更してください。</translation>
    </message>
    <message>
        <source>Landlines and internet phones often take no texts.</source>
        <translation>固定電話や IP 電話は、SMS を受け取れないことがよくあります。</translation>
    </message>
    <message>
        <source>Let texts from unknown senders through for a moment, in the settings of the phone or at its provider.</source>
        <translation>電話機の設定や電話会社のサービスで、知らない送信元からの SMS を一時的に許可してください。</translation>
    </message>
    <message>
        <source>Some phones and providers take no texts, or none from abroad.</source>
        <translation>電話機や電話会社によっては、SMS や海外からの SMS を受け取れません。</translation>
    </message>
    <message>
        <source>Let calls from unknown numbers through for a moment, in the settings of the phone or at its provider.</source>
        <translation>電話機の設定や電話会社のサービスで、知らない番号からの着信を一時的に許可してください。</translation>
    </message>
    <message>
        <source>A code goes out only where it was typed right.</source>
        <translation>コードは、正しく入力された連絡先にだけ送られます。</translation>
    </message>
    <message>
        <source>This attempt is stopped then. The next one takes just as few steps.</source>
        <translation>今の手続きはここで終わります。次の手続きも、同じ手順ですぐに進められます。</translation>
    </message>
    <message>
        <source>All is as it should be. Some minutes are quite normal.</source>
        <translation>問題は見当たりません。届くまでに数分かかることはよくあります。</translation>
    </message>
    <message>
        <source>All is as it should be, and yet it is not there.</source>
        <translation>問題は見当たりませんが、コードが届いていません。</translation>
    </message>
    <message>
        <source>Then the one before is no longer valid.</source>
        <translation>送り直すと、前のコードは使えなくなります。</translation>
    </message>
    <message>
        <source>The same number can be called, and the code be said.</source>
        <translation>同じ番号に電話をかけ、音声でコードをお伝えできます。</translation>
    </message>
    <message>
        <source>The other ways that are registered for you are just as good.</source>
        <translation>登録されているほかの方法でも、同じように手続きを進められます。</translation>
    </message>
    <message>
        <source>No other way is registered for you. Your support can go on from here.</source>
        <translation>ほかの方法は登録されていません。この先はサポート窓口がお手伝いします。</translation>
    </message>
    <message>
        <source>The registered number may also lack its country code, or keep a 0 after it. Your support can correct that.</source>
        <translation>登録された番号に国番号がないか、国番号のあとに 0 が残っている可能性もあります。サポート窓口で訂正できます。</translation>
    </message>
    <message numerus="yes">
        <source>In %n minutes it can be sent again.</source>
        <translation>
            <numerusform>あと %n 分で、もう一度送れるようになります。</numerusform>
        </translation>
    </message>
    <message>
        <source>C&amp;all me instead</source>
        <translation>電話で受け取る(&amp;A)</translation>
    </message>
    <message>
        <source>Show the &amp;other ways</source>
        <translation>ほかの方法を見る(&amp;O)</translation>
    </message>
    <message>
        <source>Start a&amp;gain</source>
        <translation>やり直す(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Back to the code</source>
        <translation>コードの入力に戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Put that right first</source>
        <translation>まず原因を取り除いてください</translation>
    </message>
    <message>
        <source>It has not been taken yet. It is tried again by itself.</source>
        <translation>相手側でまだ受け付けられていません。自動で送り直しています。</translation>
    </message>
    <message>
        <source>The mailbox is full and takes no mail. Delete large mails, and empty its bin: it is tried again by itself.</source>
        <translation>メールボックスがいっぱいで、メールを受け取れません。大きなメールを削除し、ごみ箱を空にしてください。自動で送り直します。</translation>
    </message>
    <message>
        <source>The mail came back, because the mailbox is full. Delete large mails, and empty its bin.</source>
        <translation>メールボックスがいっぱいのため、メールが戻ってきました。大きなメールを削除し、ごみ箱を空にしてください。</translation>
    </message>
    <message>
        <source>The mail came back: there is no such mailbox, or no longer. Your support can correct what is registered.</source>
        <translation>メールが戻ってきました。このメールボックスは存在しないか、もう使われていません。登録内容はサポート窓口で訂正できます。</translation>
    </message>
    <message>
        <source>The mail came back: the other side takes it for junk, or its rules keep it out.</source>
        <translation>メールが戻ってきました。受信側で迷惑メールと判断されたか、規則により拒否されています。</translation>
    </message>
    <message>
        <source>The mail came back, and another one would do the same.</source>
        <translation>メールが戻ってきました。もう一度送っても、同じ結果になります。</translation>
    </message>
    <message>
        <source>This number takes no texts: it is a landline or an internet phone.</source>
        <translation>この番号は固定電話か IP 電話のため、SMS を受け取れません。</translation>
    </message>
    <message>
        <source>The number is registered without its country code, so nothing reaches it. Your support can correct that.</source>
        <translation>国番号なしで登録されているため、この番号には届きません。サポート窓口で訂正できます。</translation>
    </message>
    <message>
        <source>No phone has this number. Your support can correct what is registered.</source>
        <translation>この番号は使われていません。登録内容はサポート窓口で訂正できます。</translation>
    </message>
    <message>
        <source>This phone or its provider has blocked messages of this kind.</source>
        <translation>この電話または電話会社で、この種のメッセージが拒否されています。</translation>
    </message>
    <message>
        <source>The phone could not be reached. Switch it on, switch its flight mode off, and look for a place with reception.</source>
        <translation>電話につながりませんでした。電源を入れ、機内モードを切り、電波の届く場所に移動してください。</translation>
    </message>
    <message>
        <source>It could not be delivered to this number.</source>
        <translation>この番号には届けることができませんでした。</translation>
    </message>
    <message>
        <source>It could not be sent in time.</source>
        <translation>時間内に送ることができませんでした。</translation>
    </message>
    <message>
        <source>Too many codes were sent of late, so this one was held back.</source>
        <translation>最近送ったコードが多すぎるため、今回は送信を見合わせました。</translation>
    </message>
    <message>
        <source>It comes from %1: allow this sender.</source>
        <translation>差出人は %1 です。受信を許可してください。</translation>
    </message>
    <message>
        <source>The text comes from %1.</source>
        <translation>SMS の送信元は %1 です。</translation>
    </message>
    <message>
        <source>The call comes from %1.</source>
        <translation>発信元は %1 です。</translation>
    </message>
    <message>
        <source>The registered number keeps a 0 after its country code. Your support can correct that.</source>
        <translation>登録された番号は、国番号のあとに 0 が残っています。サポート窓口で訂正できます。</translation>
    </message>
    <message>
        <source>The registered number lacks its country code. Your support can correct that.</source>
        <translation>登録された番号に国番号がありません。サポート窓口で訂正できます。</translation>
    </message>
    <message>
        <source>A mail is there, but I wait for another message</source>
        <translation>メールは届いていますが、別のメッセージを待っています</translation>
    </message>
    <message>
        <source>I wait for a text, not for a call</source>
        <translation>電話ではなく SMS を待っています</translation>
    </message>
    <message>
        <source>I am not sure that it works for this account</source>
        <translation>このアカウントで使えるかどうかわかりません</translation>
    </message>
    <message>
        <source>Contact an administrator</source>
        <translation>管理者に連絡してください</translation>
    </message>
    <message>
        <source>Finish the step of that mail first</source>
        <translation>そのメールの手順が先です</translation>
    </message>
    <message>
        <source>Enter the code of that mail here. As long as this step is not finished, no other message goes out. Of several mails only the newest counts.</source>
        <translation>そのメールにあるコードをここに入力してください。この手順が済むまで、ほかのメッセージは送られません。メールが何通かあるときは、いちばん新しいものだけが有効です。</translation>
    </message>
    <message>
        <source>For some accounts nothing is ever sent: reset is not switched on for them, too little is registered, or only certain people may reset them, administrators for example. To protect them it is not shown here which ones these are.</source>
        <translation>何も送られないアカウントもあります。再設定が有効になっていない、登録されているものが足りない、または再設定できるのが管理者などの決まった人に限られている場合です。アカウントを守るため、どれに当たるかはここに表示されません。</translation>
    </message>
    <message>
        <source>They see what is the matter, and check in another way that it is you.</source>
        <translation>管理者やサポートは原因を確認でき、別の方法でご本人であることを確かめます。</translation>
    </message>
    <message>
        <source>No text comes: this phone is called</source>
        <translation>SMS ではなく電話がかかります</translation>
    </message>
    <message>
        <source>No mobile phone that takes texts is offered for you. This phone rings, and a voice says the code. Once you are back in your account, have a mobile registered.</source>
        <translation>SMS を受け取れる携帯電話は、お使いになれる方法の中にありません。この電話に着信があり、音声でコードをお伝えします。アカウントに戻れたら、携帯電話を登録してもらってください。</translation>
    </message>
    <message>
        <source>Did you miss the call? Have the code sent again. Then the one before is no longer valid.</source>
        <translation>電話に出られなかったときは、もう一度送ってもらってください。送り直すと、前のコードは使えなくなります。</translation>
    </message>
</context>
<context>
    <name>Objection</name>
    <message>
        <source>Stop a recovery that is not &amp;mine</source>
        <translation>心当たりのないお知らせを受け取った(&amp;M)</translation>
    </message>
    <message>
        <source>This was not me</source>
        <translation>心当たりのないお知らせ</translation>
    </message>
    <message>
        <source>16 letters and digits, for example 7Q4K-2MXY-A3B4-C5D6</source>
        <translation>英数字 16 文字です。例: 7Q4K-2MXY-A3B4-C5D6</translation>
    </message>
    <message>
        <source>&amp;Stop all recoveries</source>
        <translation>手続きをすべて止める(&amp;S)</translation>
    </message>
    <message>
        <source>This is not such a code. It has 16 letters and digits, and no O, I, L, 0 or 1.</source>
        <translation>コードの形が違います。英数字 16 文字で、O、I、L、0、1 は使われていません。</translation>
    </message>
    <message>
        <source>Recoveries of the account are stopped</source>
        <translation>アカウントの回復手続きを止めました</translation>
    </message>
    <message>
        <source>Nobody can set a new password with Latchkey until %1, unless an administrator allows it again.</source>
        <translation>%1 まで、Latchkey で新しいパスワードを設定することは誰にもできません。管理者が再開した場合を除きます。</translation>
    </message>
    <message>
        <source>Recoveries that were under way have ended. Their codes are worth nothing.</source>
        <translation>進行中だった手続きは終了し、確認コードは無効になりました。</translation>
    </message>
    <message>
        <source>The administrators have been told.</source>
        <translation>管理者に知らせました。</translation>
    </message>
    <message>
        <source>All contacts of the account have been told.</source>
        <translation>アカウントのすべての連絡先に知らせました。</translation>
    </message>
    <message>
        <source>No new password has been set with Latchkey since the message was sent, as far as is known.</source>
        <translation>お知らせが送られてから今までに、Latchkey で新しいパスワードが設定された記録はありません。</translation>
    </message>
    <message>
        <source>Enter the 16 letters and digits that the message gives for this. All recoveries of that account are stopped, those under way included. This does not change the password.</source>
        <translation>お知らせに書かれている、手続きを止めるための 16 文字のコードを入力してください。そのアカウントの回復手続きは、進行中のものも含めてすべて止まります。パスワードは変更されません。</translation>
    </message>
    <message>
        <source>Code to stop it, in the &amp;message</source>
        <translation>手続きを止めるためのコード(&amp;M)</translation>
    </message>
    <message>
        <source>The password had been changed already, and this cannot undo it. Get in touch with your support now, best by phone: only they can lock the account and give it back to you.</source>
        <translation>パスワードはすでに変更されており、ここでは元に戻せません。今すぐサポート窓口に連絡してください (電話が確実です)。アカウントの利用を止め、ご本人の手に戻せるのは窓口だけです。</translation>
    </message>
    <message>
        <source>The appeal that was filed has been cancelled.</source>
        <translation>提出されていた申請を取り消しました。</translation>
    </message>
    <message>
        <source>Do you need a recovery yourself meanwhile? A person can check by hand that it is you.</source>
        <translation>止めている間にご自身が回復の手続きを必要とするときは、ご本人であることを担当者が確認できます。</translation>
    </message>
    <message>
        <source>Two steps come first: the account, and a short security check. Then you can ask for the check by hand.</source>
        <translation>先に 2 つの手順があります。アカウントの入力と簡単なセキュリティ確認です。そのあと、担当者による確認を申請できます。</translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message>
        <source>&amp;New password</source>
        <translation>新しいパスワード(&amp;N)</translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation>もう一度入力(&amp;A)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>&amp;Suggest one</source>
        <translation>候補を作る(&amp;S)</translation>
    </message>
    <message>
        <source>This is our suggestion. Write it down or remember it, then go on.</source>
        <translation>候補を入力しました。書き留めるか覚えてから、次へ進んでください。</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock がオンになっています。</translation>
    </message>
    <message>
        <source>Set &amp;password</source>
        <translation>パスワードを設定(&amp;P)</translation>
    </message>
    <message>
        <source>Rules for the new password</source>
        <translation>新しいパスワードの条件</translation>
    </message>
    <message>
        <source>This password is not accepted:</source>
        <translation>このパスワードは使えません。</translation>
    </message>
    <message numerus="yes">
        <source>Exactly %n characters</source>
        <translation>
            <numerusform>%n 文字ちょうど</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 characters</source>
        <translation>%1 文字以上 %2 文字以下</translation>
    </message>
    <message>
        <source>Two of: capitals, small letters, digits, symbols</source>
        <translation>大文字、小文字、数字、記号のうち 2 種類以上</translation>
    </message>
    <message>
        <source>Three of: capitals, small letters, digits, symbols</source>
        <translation>大文字、小文字、数字、記号のうち 3 種類以上</translation>
    </message>
    <message>
        <source>All of: capitals, small letters, digits, symbols</source>
        <translation>大文字、小文字、数字、記号のすべて</translation>
    </message>
    <message>
        <source>Letters A to Z, digits and usual symbols only</source>
        <translation>半角の英字、数字、記号だけ</translation>
    </message>
    <message>
        <source>Not a common password</source>
        <translation>よく使われるパスワードではない</translation>
    </message>
    <message>
        <source>Does not contain your name</source>
        <translation>お名前やアカウント名を含まない</translation>
    </message>
    <message>
        <source>Does not contain: %1</source>
        <translation>次の語を含まない: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Both fields are the same</source>
        <translation>2 つの欄が同じ</translation>
    </message>
    <message>
        <source>It is too short.</source>
        <translation>短すぎます。</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>長すぎます。</translation>
    </message>
    <message>
        <source>It needs more kinds of characters.</source>
        <translation>文字の種類を増やしてください。</translation>
    </message>
    <message>
        <source>It has a character that is not allowed.</source>
        <translation>使えない文字が含まれています。</translation>
    </message>
    <message>
        <source>Many people use it, or it was found in a leak. Choose one that is yours alone.</source>
        <translation>よく使われているか、流出したことのあるパスワードです。自分だけのものにしてください。</translation>
    </message>
    <message>
        <source>It contains a part of your name or of the account name.</source>
        <translation>お名前またはアカウント名の一部が含まれています。</translation>
    </message>
    <message>
        <source>It contains a word of your organisation.</source>
        <translation>組織に関する語が含まれています。</translation>
    </message>
    <message>
        <source>You have used it before. Choose one that is new.</source>
        <translation>以前に使ったことがあります。新しいものにしてください。</translation>
    </message>
    <message>
        <source>The password was changed only a short while ago. Please ask your support.</source>
        <translation>パスワードは変更されたばかりです。サポート窓口にご相談ください。</translation>
    </message>
    <message>
        <source>Your organisation&apos;s directory does not accept it. Try a longer one with other words.</source>
        <translation>組織のディレクトリで受け付けられませんでした。別の語で、もっと長くしてみてください。</translation>
    </message>
    <message>
        <source>It is not accepted. Choose another one.</source>
        <translation>受け付けられませんでした。別のものにしてください。</translation>
    </message>
    <message>
        <source>met</source>
        <translation>条件を満たしています</translation>
    </message>
    <message>
        <source>not yet met</source>
        <translation>まだです</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>条件に合いません</translation>
    </message>
    <message>
        <source>%1 of %2 rules are met</source>
        <translation>%2 件中 %1 件の条件を満たしています</translation>
    </message>
    <message>
        <source>This account is locked after too many wrong passwords. If you are sure of yours, have it unlocked and keep your password. Otherwise choose a new one below: that unlocks it, too.</source>
        <translation>誤ったパスワードが続けて入力されたため、このアカウントはロックされています。パスワードに間違いがなければ、今のパスワードのままロックだけを解除できます。自信がないときは、下で新しいパスワードを決めてください。その場合もロックは解除されます。</translation>
    </message>
    <message>
        <source>The lock alone cannot be taken off from here, and trying again will not change that. Choose a new password below, or ask for help.</source>
        <translation>ここからロックだけを解除することはできません。もう一度試しても結果は変わりません。下で新しいパスワードを決めるか、サポートにご相談ください。</translation>
    </message>
    <message>
        <source>This account is not locked. Most likely the password is the reason: choose a new one.</source>
        <translation>このアカウントはロックされていません。パスワードが原因と思われますので、新しいパスワードを決めてください。</translation>
    </message>
    <message>
        <source>&amp;Unlock, keep my password</source>
        <translation>パスワードを変えずにロックを解除(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>This is my PC: &amp;keep my place</source>
        <translation>自分の PC なので、途中の状態を保存する(&amp;K)</translation>
    </message>
    <message>
        <source>If Latchkey or this PC stops, you come back to the same step. Leave it off on a PC that others use too.</source>
        <translation>Latchkey や PC が途中で終了しても、同じところから続けられます。ほかの人も使う PC では、オフのままにしてください。</translation>
    </message>
    <message>
        <source>Welcome back. You are where you left off.</source>
        <translation>前回の続きです。中断したところから再開できます。</translation>
    </message>
    <message>
        <source>Welcome back. You had already proved that it is you. A proof is never kept on a PC, so please prove it once more.</source>
        <translation>前回の続きです。ご本人の確認は済んでいましたが、確認の結果は PC に保存されません。お手数ですが、もう一度確認をお願いします。</translation>
    </message>
    <message>
        <source>Your place cannot be kept: this PC has no key store that can be used now. Everything else works. If Latchkey is closed before you are done, you start again.</source>
        <translation>この PC では資格情報の保管場所 (キーストア) を現在使えないため、途中の状態を保存できません。ほかの操作は通常どおり行えます。終わる前に Latchkey を閉じると、最初からやり直しになります。</translation>
    </message>
    <message>
        <source>The place that was kept on this PC cannot be read and has been removed. Please start again.</source>
        <translation>この PC に保存されていた途中の状態を読み取れなかったため、削除しました。お手数ですが、最初からやり直してください。</translation>
    </message>
    <message>
        <source>Your place is still kept. If you start anew instead, it is given up.</source>
        <translation>途中の状態は保存されたままです。新しく始めると、この状態は破棄されます。</translation>
    </message>
    <message>
        <source>Start &amp;anew</source>
        <translation>新しく始める(&amp;A)</translation>
    </message>
    <message>
        <source>The recovery that you left is over: it was finished or stopped, it went on at another PC, or its time ran out. Please start again. If you had just set a new password, try that first.</source>
        <translation>中断した手続きはすでに終わっています (完了または中止したか、別の PC で続けられたか、時間切れになりました)。お手数ですが、最初からやり直してください。新しいパスワードを設定した直後だった場合は、まずそのパスワードをお試しください。</translation>
    </message>
    <message>
        <source>I have a &amp;receipt from before</source>
        <translation>以前の受付番号がある(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Receipt of the recovery that you began</source>
        <translation>途中だった手続きの受付番号(&amp;R)</translation>
    </message>
    <message>
        <source>Six letters and digits, for example 7Q4-K2M. You go on under this receipt, and it ends at the other PC. You are asked to prove once more that it is you: a receipt alone proves nothing.</source>
        <translation>英数字 6 文字です (例: 7Q4-K2M)。この受付番号のまま続けられ、元の PC での手続きは終了します。受付番号だけではご本人と確認できないため、もう一度ご本人確認をお願いします。</translation>
    </message>
    <message>
        <source>This is no receipt. It has six letters and digits, for example 7Q4-K2M, and no O, I, L, 0 or 1. Correct it, or leave the field empty to start anew.</source>
        <translation>受付番号の形式ではありません。受付番号は英数字 6 文字 (例: 7Q4-K2M) で、O、I、L、0、1 は使われません。入力を直すか、空欄のまま新しく始めてください。</translation>
    </message>
    <message>
        <source>You go on with your receipt %1. It has ended at the other PC. What you proved there does not count here, so one more proof is needed.</source>
        <translation>受付番号 %1 の手続きを続けています。元の PC での手続きは終了しました。元の PC での確認は引き継がれないため、あと 1 回ご本人確認をお願いします。</translation>
    </message>
    <message>
        <source>You go on with your receipt %1. It has ended at the other PC.</source>
        <translation>受付番号 %1 の手続きを続けています。元の PC での手続きは終了しました。</translation>
    </message>
    <message>
        <source>There was nothing to go on with: the recovery that you began is over, or its receipt is mistyped. Nothing is lost, just go on here. Your receipt is now %1.</source>
        <translation>続けられる手続きが見つかりませんでした。すでに終了しているか、受付番号が違っている可能性があります。このまま進めていただいて問題ありません。新しい受付番号は %1 です。</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The service did not understand this program. Please tell your support.</source>
        <translation>サービスがこのプログラムの要求を理解できませんでした。サポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>This does not look like an account name. Please check the spelling.</source>
        <translation>アカウント名の形になっていないようです。つづりをご確認ください。</translation>
    </message>
    <message>
        <source>Something in this entry is not accepted. Please check it.</source>
        <translation>入力した内容が受け付けられませんでした。ご確認ください。</translation>
    </message>
    <message>
        <source>It cannot be sent again just yet. Wait a little.</source>
        <translation>まだ再送信できません。少しお待ちください。</translation>
    </message>
    <message>
        <source>The service is busy just now. Please try again in a minute.</source>
        <translation>サービスが混み合っています。1 分ほど待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The service is busy just now. Please try again at %1.</source>
        <translation>サービスが混み合っています。%1 にもう一度お試しください。</translation>
    </message>
    <message>
        <source>Type four digits, or the whole number.</source>
        <translation>4 桁の数字か、電話番号全体を入力してください。</translation>
    </message>
    <message>
        <source>Type the part left of the @, or the whole address. It has no blanks in it.</source>
        <translation>@ より左の部分か、アドレス全体を入力してください。空白は入りません。</translation>
    </message>
    <message numerus="yes">
        <source>This does not match what is registered. You have %n tries left.</source>
        <translation>
            <numerusform>登録された連絡先と一致しません。あと %n 回入力できます。</numerusform>
        </translation>
    </message>
    <message>
        <source>This code is not right.</source>
        <translation>コードが違います。</translation>
    </message>
    <message numerus="yes">
        <source>This code is not right. You have %n tries left.</source>
        <translation>
            <numerusform>コードが違います。あと %n 回入力できます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your last step is still being worked on. Please wait a moment.</source>
        <translation>前の操作を処理しています。少しお待ちください。</translation>
    </message>
    <message>
        <source>The service no longer knows this recovery. Please start again.</source>
        <translation>この手続きは無効になりました。最初からやり直してください。</translation>
    </message>
    <message>
        <source>This step is already behind you. Please try again.</source>
        <translation>この操作は済んでいます。もう一度お試しください。</translation>
    </message>
    <message>
        <source>That was not it. Here is a new one.</source>
        <translation>文字が違いました。新しいものを表示します。</translation>
    </message>
    <message>
        <source>That one got too old. Here is a new one.</source>
        <translation>時間が過ぎたため、新しいものを表示します。</translation>
    </message>
    <message>
        <source>This way is not available any more. Please choose another one.</source>
        <translation>この方法は使えなくなりました。別の方法を選んでください。</translation>
    </message>
    <message>
        <source>This entry cannot be part of it. Please check it.</source>
        <translation>入力した内容が連絡先の形に合いません。ご確認ください。</translation>
    </message>
    <message>
        <source>This password is not accepted. Please choose another one.</source>
        <translation>このパスワードは使えません。別のものにしてください。</translation>
    </message>
    <message>
        <source>Something went wrong at the service. It is not your fault.</source>
        <translation>サービス側で問題が起きました。操作の間違いではありません。</translation>
    </message>
    <message>
        <source>There were too many tries. Please ask for help.</source>
        <translation>回数の上限に達しました。サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>There were too many tries. You can go on at %1.</source>
        <translation>回数の上限に達しました。%1 になると続けられます。</translation>
    </message>
    <message>
        <source>There were too many tries this way. Please choose another way, or ask for help.</source>
        <translation>この方法での回数の上限に達しました。ほかの方法を選ぶか、サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>There were too many tries this way. It opens again at %1. Another way works now.</source>
        <translation>この方法での回数の上限に達しました。この方法は %1 から再び使えます。ほかの方法は今すぐ使えます。</translation>
    </message>
    <message>
        <source>There were too many tries. You can go on at %1, whichever way you choose. If you cannot wait, ask for help.</source>
        <translation>回数の上限に達しました。どの方法を選んでも、%1 までは続けられません。お急ぎの場合は、サポート窓口にお問い合わせください。</translation>
    </message>
    <message>
        <source>At least one of the answers is not right.</source>
        <translation>正しくない答えがあります。</translation>
    </message>
    <message numerus="yes">
        <source>At least one of the answers is not right. You have %n tries left.</source>
        <translation>
            <numerusform>正しくない答えがあります。あと %n 回入力できます。</numerusform>
        </translation>
    </message>
    <message>
        <source>This code is wrong or too old, or was used already: then the recoveries were stopped at that time. Compare it with the message, or use that of a newer one.</source>
        <translation>コードが違うか、期限が切れています。すでに使われたコードの場合、手続きはそのときに止められています。お知らせと見比べるか、新しいお知らせのコードをお使いください。</translation>
    </message>
    <message>
        <source>This recovery has ended, because another one was finished first, something about the account was changed, or somebody said that it was not theirs. If you know nothing of that, tell your support at once.</source>
        <translation>この手続きは終了しました。別の手続きが先に完了したか、アカウントに変更があったか、手続きに心当たりがないとの申し出があったためです。お心当たりがなければ、すぐにサポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>The answer of this key was not accepted.</source>
        <translation>このキーの応答は受け付けられませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>The answer of this key was not accepted. You have %n tries left.</source>
        <translation>
            <numerusform>このキーの応答は受け付けられませんでした。あと %n 回試せます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Account name and password do not go together, or this account cannot sign in just now. Please check both.</source>
        <translation>アカウント名とパスワードが一致しないか、このアカウントでは今サインインできません。両方をご確認ください。</translation>
    </message>
    <message>
        <source>Before anything is changed, please prove once more that it is you.</source>
        <translation>変更する前に、ご本人であることをもう一度確認させてください。</translation>
    </message>
    <message>
        <source>This password is right, but it was for the first sign-in only, or has run out. Please choose a new one first; where your PC asks you for one as you sign in to it, that will do as well.</source>
        <translation>パスワードは正しいのですが、最初のサインイン専用のものか、有効期限が切れています。先に新しいパスワードを決めてください。PC へのサインイン時に変更を求められる場合は、そこで変更しても構いません。</translation>
    </message>
    <message>
        <source>Somebody who reads the messages of this account said that something about it was not theirs. Until that is over, nothing is shown or changed here. The message to the contacts of the account says until when. Please ask your support what to do, also if you know nothing of it.</source>
        <translation>このアカウントへのお知らせを受け取った方から、心当たりがないとの申し出がありました。その期間が終わるまで、ここでは登録内容の表示も変更もできません。期間は、アカウントの連絡先に届いたお知らせに書かれています。お心当たりがない場合も含め、どうすればよいかはサポート窓口にお尋ねください。</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>3 to 40 characters each. Capitals, full or half width and extra blanks make no difference.</source>
        <translation>それぞれ 3 ～ 40 文字です。大文字と小文字、全角と半角、余分な空白の違いは区別されません。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>I forgot my password</source>
        <translation>パスワードを忘れました</translation>
    </message>
    <message>
        <source>Prove that it is you, then choose a new one.</source>
        <translation>ご本人の確認後、新しいパスワードを決めます。</translation>
    </message>
    <message>
        <source>I know my password but cannot sign in</source>
        <translation>パスワードは分かりますが、サインインできません</translation>
    </message>
    <message>
        <source>A few quick checks first. They often solve it.</source>
        <translation>まず簡単な確認をします。これで解決することもあります。</translation>
    </message>
    <message>
        <source>Somebody else may be using my account</source>
        <translation>ほかの人がアカウントを使っているかもしれません</translation>
    </message>
    <message>
        <source>A new password, and what to check afterwards.</source>
        <translation>パスワードを変え、その後の確認もご案内します。</translation>
    </message>
    <message>
        <source>I never got a password</source>
        <translation>パスワードをまだ受け取っていません</translation>
    </message>
    <message>
        <source>Set your first password for a new account.</source>
        <translation>新しいアカウントに最初のパスワードを設定します。</translation>
    </message>
    <message>
        <source>Please check this first:</source>
        <translation>先に次の点をご確認ください。</translation>
    </message>
    <message>
        <source>Is Caps Lock on at the locked PC?</source>
        <translation>サインインできない PC の Caps Lock がオンになっていませんか。</translation>
    </message>
    <message>
        <source>Is its keyboard set to the usual language?</source>
        <translation>キーボードの入力言語はいつもと同じですか。</translation>
    </message>
    <message>
        <source>Is it the right account? Look at the name above the password.</source>
        <translation>アカウントは合っていますか。パスワード欄の上の名前を見てください。</translation>
    </message>
    <message>
        <source>Changed it in the last hour? The old password may still be the one to use.</source>
        <translation>変更して 1 時間以内なら、以前のパスワードがまだ使われていることがあります。</translation>
    </message>
</context>
<context>
    <name>Rehearsal</name>
    <message>
        <source>Rehearse your recovery</source>
        <translation>アカウントを回復する練習をします</translation>
    </message>
    <message>
        <source>You go the whole way, and stop before a new password. So you know today that it works.</source>
        <translation>新しいパスワードを決める手前まで、本番と同じように進みます。いざというときに困らないか、今日のうちに確かめられます。</translation>
    </message>
    <message>
        <source>Nothing is changed: your password and your account stay as they are.</source>
        <translation>何も変わりません。パスワードもアカウントも、今のままです。</translation>
    </message>
    <message>
        <source>A code goes where you choose. The message says that it is for a rehearsal.</source>
        <translation>選んだ連絡先に確認コードが届きます。メッセージには、練習用であることが書かれています。</translation>
    </message>
    <message>
        <source>Wrong tries count as in a real recovery.</source>
        <translation>入力を間違えた回数は、本番と同じように数えられます。</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>始める(&amp;B)</translation>
    </message>
    <message>
        <source>You would get in</source>
        <translation>この方法で回復できます</translation>
    </message>
    <message>
        <source>This was a rehearsal: nothing has been changed.</source>
        <translation>これは練習です。何も変わっていません。</translation>
    </message>
    <message>
        <source>You would get in with:</source>
        <translation>次の方法で本人確認ができました:</translation>
    </message>
    <message>
        <source>You have not tried:</source>
        <translation>まだ試していない方法:</translation>
    </message>
    <message>
        <source>What to do about it:</source>
        <translation>しておくとよいこと:</translation>
    </message>
    <message>
        <source>The code went to a mailbox of this very account. When you cannot sign in, you cannot read it there: do not rely on it.</source>
        <translation>確認コードは、このアカウント自身のメールボックスに届きました。サインインできないときは読めないため、この方法だけに頼らないでください。</translation>
    </message>
    <message>
        <source>All your ways are needed each time. If you lose one of them, you cannot get in: register another one.</source>
        <translation>登録されている方法のすべてが毎回必要です。どれか 1 つでも使えなくなると回復できません。もう 1 つ登録してください。</translation>
    </message>
    <message>
        <source>This is your only way. If you lose it, you cannot get in: register another one.</source>
        <translation>使える方法はこれだけです。使えなくなると回復できません。もう 1 つ登録してください。</translation>
    </message>
    <message>
        <source>You can register: %1.</source>
        <translation>登録できるもの: %1</translation>
    </message>
    <message>
        <source>Rehearse once more, another way</source>
        <translation>ほかの方法でもう一度練習する</translation>
    </message>
    <message>
        <source>A code by mail to %1</source>
        <translation>%1 にメールで届くコード</translation>
    </message>
    <message>
        <source>A code by text to %1</source>
        <translation>%1 に SMS で届くコード</translation>
    </message>
    <message>
        <source>A code by call to %1</source>
        <translation>%1 に電話で届くコード</translation>
    </message>
    <message>
        <source>You have not rehearsed a recovery yet.</source>
        <translation>回復の練習は、まだしていません。</translation>
    </message>
    <message>
        <source>You rehearsed a recovery today.</source>
        <translation>今日、回復の練習をしました。</translation>
    </message>
    <message numerus="yes">
        <source>You rehearsed a recovery %n days ago.</source>
        <translation>
            <numerusform>%n 日前に回復の練習をしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Rehearse a recovery now</source>
        <translation>今すぐ回復の練習をする</translation>
    </message>
    <message>
        <source>The day and the ways that you used are remembered.</source>
        <translation>練習した日と、使った方法が記録されます。</translation>
    </message>
    <message>
        <source>Who can see this: only you and your administrators see when you rehearsed, and by which ways.</source>
        <translation>練習した日と使った方法を見られるのは、ご本人と管理者だけです。</translation>
    </message>
</context>
<context>
    <name>SecurityKey</name>
    <message>
        <source>Plug in your security key</source>
        <translation>セキュリティキーを差し込んでください</translation>
    </message>
    <message>
        <source>This key is not registered for the account</source>
        <translation>このキーは、このアカウントに登録されていません</translation>
    </message>
    <message>
        <source>Touch your security key</source>
        <translation>セキュリティキーにタッチしてください</translation>
    </message>
    <message>
        <source>Put it into a USB port of this PC, not of the locked one. It is found by itself.</source>
        <translation>ロックされた PC ではなく、この PC の USB ポートに差し込んでください。自動的に見つかります。</translation>
    </message>
    <message>
        <source>Plug in the one that you registered. It is found by itself.</source>
        <translation>登録済みのキーを差し込んでください。自動的に見つかります。</translation>
    </message>
    <message>
        <source>It blinks. Touch its button or its metal part for a moment.</source>
        <translation>キーが点滅しています。ボタンまたは金属の部分に軽く触れてください。</translation>
    </message>
    <message>
        <source>Looking for your security key …</source>
        <translation>セキュリティキーを探しています…</translation>
    </message>
    <message>
        <source>This PIN is not right.</source>
        <translation>PIN が違います。</translation>
    </message>
    <message numerus="yes">
        <source>This PIN is not right. The key takes %n more tries, then it locks itself.</source>
        <translation>
            <numerusform>PIN が違います。あと %n 回間違えると、キーがロックされます。</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN was wrong three times in a row. Unplug the key, plug it in again, then try again.</source>
        <translation>PIN を 3 回続けて間違えました。キーをいったん抜いて差し直してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>This key is locked: its PIN was wrong too often. It cannot be used any more. Please choose another way.</source>
        <translation>PIN を間違えた回数が多すぎるため、このキーはロックされています。もう使えませんので、別の方法をお選びください。</translation>
    </message>
    <message>
        <source>A key with a PIN or a fingerprint is wanted here, and this one has neither. Please choose another way.</source>
        <translation>ここでは PIN または指紋が設定されたキーが必要ですが、このキーにはどちらも設定されていません。別の方法をお選びください。</translation>
    </message>
    <message>
        <source>Nothing has happened for a while. Please try again.</source>
        <translation>しばらく操作がありませんでした。もう一度お試しください。</translation>
    </message>
    <message>
        <source>The key did not answer as it should, or this PC does not let Latchkey use it. Unplug it, plug it in again, then try again.</source>
        <translation>キーから正しい応答がないか、この PC では Latchkey からキーを使えません。キーをいったん抜いて差し直してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>&amp;PIN of the security key</source>
        <translation>セキュリティキーの PIN(&amp;P)</translation>
    </message>
    <message>
        <source>The one that you gave the key itself. It stays between you and the key.</source>
        <translation>キー自体に設定した PIN です。キーの外に送られることはありません。</translation>
    </message>
    <message>
        <source>The service asks for a key of somebody else. Please tell your support.</source>
        <translation>このサービスは、別のサービス用のキーを求めています。サポート窓口にお知らせください。</translation>
    </message>
    <message>
        <source>This key is registered already</source>
        <translation>このキーは、すでに登録されています</translation>
    </message>
    <message>
        <source>Plug in another one. It is found by itself.</source>
        <translation>別のキーを差し込んでください。自動的に見つかります。</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Helps you back into an account that you cannot sign in to.</source>
        <translation>サインインできなくなったアカウントを、もう一度使えるようにします。</translation>
    </message>
    <message>
        <source>Address of the recovery service, beginning with https://</source>
        <translation>回復サービスのアドレス (https:// で始まるもの)</translation>
    </message>
    <message>
        <source>File with the certificates (PEM) that are trusted instead of the system&apos;s</source>
        <translation>システムの証明書の代わりに信頼する証明書 (PEM) のファイル</translation>
    </message>
    <message>
        <source>Language to begin with: %1</source>
        <translation>最初に使う言語: %1</translation>
    </message>
    <message>
        <source>Account name to fill in</source>
        <translation>あらかじめ入力しておくアカウント名</translation>
    </message>
    <message>
        <source>Try everything on this PC, with sample accounts</source>
        <translation>見本のアカウントを使って、この PC だけで試します</translation>
    </message>
    <message>
        <source>unexpected argument: %1</source>
        <translation>余分な引数があります: %1</translation>
    </message>
    <message>
        <source>the link cannot be used; copy it anew from the message</source>
        <translation>このリンクは使えません。お知らせからもう一度コピーしてください</translation>
    </message>
    <message>
        <source>the address of the service has to begin with https://</source>
        <translation>サービスのアドレスは https:// で始まる必要があります</translation>
    </message>
    <message>
        <source>the address of the service has to be https:// and a host, with a port if needed, and no more</source>
        <translation>サービスのアドレスは https:// とホスト名、必要ならポート番号だけにしてください</translation>
    </message>
    <message>
        <source>cannot read the certificates in %1</source>
        <translation>証明書を読み込めません: %1</translation>
    </message>
    <message>
        <source>there is no certificate (PEM) in %1</source>
        <translation>証明書 (PEM) が含まれていません: %1</translation>
    </message>
    <message>
        <source>this language is not there; choose one of %1</source>
        <translation>この言語はありません。次から選んでください: %1</translation>
    </message>
    <message>
        <source>the account name is too long</source>
        <translation>アカウント名が長すぎます</translation>
    </message>
    <message>
        <source>the demo brings its own service: leave out --server and --ca</source>
        <translation>デモは専用のサービスを使うので、--server と --ca は指定できません</translation>
    </message>
    <message>
        <source>This PC does not know your recovery service yet</source>
        <translation>この PC には回復サービスがまだ設定されていません</translation>
    </message>
    <message>
        <source>Ask your administrator for the address, or for the file latchkey.ini that holds it. To look around first, start the program with --demo.</source>
        <translation>管理者に、サービスのアドレス、またはそれが書かれたファイル latchkey.ini をもらってください。まず試してみたいときは、--demo を付けて起動してください。</translation>
    </message>
    <message>
        <source>The file was looked for here:
%1</source>
        <extracomment>%1 is a list of file names, each on a line of its own</extracomment>
        <translation>このファイルを次の場所で探しました:
%1</translation>
    </message>
    <message>
        <source>The settings of this program have a mistake</source>
        <translation>このプログラムの設定に誤りがあります</translation>
    </message>
    <message>
        <source>Please show this to your administrator. File: %1</source>
        <translation>この画面を管理者に見せてください。ファイル: %1</translation>
    </message>
    <message>
        <source>The demo is starting</source>
        <translation>デモを準備しています</translation>
    </message>
    <message>
        <source>Sample accounts are being made. This takes a few seconds.</source>
        <translation>見本のアカウントを作成しています。数秒かかります。</translation>
    </message>
    <message>
        <source>The demo could not start</source>
        <translation>デモを開始できませんでした</translation>
    </message>
    <message>
        <source>The program latchkeyd is not where it should be: %1</source>
        <translation>プログラム latchkeyd が所定の場所にありません: %1</translation>
    </message>
    <message>
        <source>The demo service has stopped. Start the demo again; if that does not help, install anew.</source>
        <translation>デモ用のサービスが停止しました。デモをもう一度起動してください。それでも動かないときは、インストールし直してください。</translation>
    </message>
    <message>
        <source>The demo service did not become ready. Please try again.</source>
        <translation>デモ用のサービスの準備が整いませんでした。もう一度試してください。</translation>
    </message>
    <message>
        <source>The link cannot be used. Copy it anew from the message.</source>
        <translation>このリンクは使えません。メッセージからもう一度コピーしてください。</translation>
    </message>
    <message>
        <source>A link was opened. What you have begun here stays: finish or cancel it first, then open the link again.</source>
        <translation>リンクが開かれましたが、この画面で進めている手続きはそのままです。先に終えるか取り消してから、もう一度リンクを開いてください。</translation>
    </message>
    <message>
        <source>Rehearse a recovery: the whole way up to the new password, nothing is changed</source>
        <translation>アカウントを回復する練習をする (新しいパスワードを決める手前まで。何も変わりません)</translation>
    </message>
    <message>
        <source>a rehearsal opens no link: leave out --rehearse</source>
        <translation>練習ではリンクを開けません。--rehearse を外してください</translation>
    </message>
    <message>
        <source>Register what proves you, for the day when you forget your password</source>
        <translation>パスワードを忘れたときに備えて、本人確認の方法を登録する</translation>
    </message>
    <message>
        <source>With --enrol: only where something has still to be registered</source>
        <translation>--enrol とともに: 登録がまだ必要なときだけ開く</translation>
    </message>
    <message>
        <source>--enrol and --rehearse open two windows: leave one of them out</source>
        <translation>--enrol と --rehearse は同時に指定できません。どちらか一方にしてください</translation>
    </message>
    <message>
        <source>--if-needed goes with --enrol</source>
        <translation>--if-needed は --enrol とともに指定してください</translation>
    </message>
    <message>
        <source>a link opens a recovery: leave out --enrol</source>
        <translation>リンクは回復を開くものです。--enrol は付けないでください</translation>
    </message>
    <message>
        <source>the recovery service could not be asked whether something has still to be registered</source>
        <translation>登録がまだ必要かどうかを回復サービスに確認できませんでした</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Complete the phone number</source>
        <translation>電話番号の確認</translation>
    </message>
    <message>
        <source>Complete the mail address</source>
        <translation>メールアドレスの確認</translation>
    </message>
    <message>
        <source>Let us pause for now</source>
        <translation>少し時間を置きましょう</translation>
    </message>
    <message>
        <source>Somebody has to help you with this</source>
        <translation>窓口でのお手続きが必要です</translation>
    </message>
    <message>
        <source>There were too many tries. The pause protects the account from people who guess.</source>
        <translation>回数の上限に達しました。他人に推測されないよう、アカウントを守るための時間です。</translation>
    </message>
    <message>
        <source>This account cannot be recovered here. Your password has not been changed.</source>
        <translation>このアカウントはここでは回復できません。パスワードは変更されていません。</translation>
    </message>
    <message>
        <source>Why can&apos;t you sign in?</source>
        <translation>サインインできない理由を教えてください</translation>
    </message>
    <message>
        <source>Which account is it?</source>
        <translation>どのアカウントですか</translation>
    </message>
    <message>
        <source>A short security check</source>
        <translation>簡単なセキュリティ確認</translation>
    </message>
    <message>
        <source>How should we check that it is you?</source>
        <translation>ご本人の確認方法を選んでください</translation>
    </message>
    <message>
        <source>Enter your code</source>
        <translation>コードを入力してください</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>新しいパスワードを決めてください</translation>
    </message>
    <message>
        <source>Your account is back</source>
        <translation>アカウントを回復しました</translation>
    </message>
    <message>
        <source>You have stopped here</source>
        <translation>手続きを中止しました</translation>
    </message>
    <message>
        <source>The time ran out</source>
        <translation>時間切れになりました</translation>
    </message>
    <message>
        <source>Choose what fits best. We take it from there, step by step.</source>
        <translation>一番近いものを選んでください。順を追ってご案内します。</translation>
    </message>
    <message>
        <source>We look up how you can prove that it is yours.</source>
        <translation>ご本人であることを確認する方法を調べます。</translation>
    </message>
    <message>
        <source>It keeps out programs that try one name after another.</source>
        <translation>名前を次々に試す自動プログラムを防ぐためです。</translation>
    </message>
    <message>
        <source>Choose where your code should go. Parts are hidden to protect the owner.</source>
        <translation>コードの送り先を選んでください。持ち主を守るため、一部を伏せています。</translation>
    </message>
    <message>
        <source>A code goes out only if your entry matches. So nobody is disturbed by mistake.</source>
        <translation>入力が一致したときだけコードを送ります。間違って他の人に送らないためです。</translation>
    </message>
    <message>
        <source>The app makes a new one every 30 seconds.</source>
        <translation>アプリは 30 秒ごとに新しいコードを作ります。</translation>
    </message>
    <message>
        <source>If this is right, a code is on its way.</source>
        <translation>入力が正しければ、コードをお送りしています。</translation>
    </message>
    <message>
        <source>You will use it the next time you sign in.</source>
        <translation>次にサインインするときから使います。</translation>
    </message>
    <message>
        <source>From now on, sign in with your new password.</source>
        <translation>これからは、新しいパスワードでサインインしてください。</translation>
    </message>
    <message>
        <source>Your password has not been changed.</source>
        <translation>パスワードは変更されていません。</translation>
    </message>
    <message>
        <source>For your safety a recovery stays open for a limited time. Nothing is lost: you can start again.</source>
        <translation>安全のため、手続きには時間の制限があります。すぐに最初からやり直せます。</translation>
    </message>
    <message>
        <source>We do not know this account</source>
        <translation>このアカウントは見つかりません</translation>
    </message>
    <message>
        <source>This account is disabled</source>
        <translation>このアカウントは無効になっています</translation>
    </message>
    <message>
        <source>This password is managed somewhere else</source>
        <translation>このパスワードは別の場所で管理されています</translation>
    </message>
    <message>
        <source>This account is not enabled for reset</source>
        <translation>このアカウントではリセットを利用できません</translation>
    </message>
    <message>
        <source>Too little is registered for this account</source>
        <translation>本人確認に必要な登録が足りません</translation>
    </message>
    <message>
        <source>You are the only administrator</source>
        <translation>管理者はこのアカウントだけです</translation>
    </message>
    <message>
        <source>No account goes by this name here. Perhaps it is mistyped.</source>
        <translation>この名前のアカウントはありません。入力に間違いがあるかもしれません。</translation>
    </message>
    <message>
        <source>A new password would not open it again.</source>
        <translation>新しいパスワードを設定しても、使えるようにはなりません。</translation>
    </message>
    <message>
        <source>Your organisation keeps the passwords of its accounts itself. They cannot be reset here.</source>
        <translation>パスワードは組織が独自に管理しているため、ここではリセットできません。</translation>
    </message>
    <message>
        <source>Your organisation has not set it up so that you can reset the password yourself.</source>
        <translation>ご自身でパスワードをリセットできるようには設定されていません。</translation>
    </message>
    <message>
        <source>Too few contacts are registered to check here that it is you.</source>
        <translation>登録されている連絡先が足りないため、ここではご本人であることを確認できません。</translation>
    </message>
    <message>
        <source>Nobody else in your organisation could help with this account.</source>
        <translation>組織内には、このアカウントに対応できる管理者がほかにいません。</translation>
    </message>
    <message>
        <source>Answer your security questions</source>
        <translation>秘密の質問に答えてください</translation>
    </message>
    <message>
        <source>Choose the way that suits you.</source>
        <translation>ご都合のよい方法を選んでください。</translation>
    </message>
    <message>
        <source>Only you know what you answered when you registered them. All of them have to be right.</source>
        <translation>登録したときの答えを知っているのは、ご本人だけです。すべての答えが正しい必要があります。</translation>
    </message>
    <message>
        <source>Choose your first password</source>
        <translation>最初のパスワードを決めてください</translation>
    </message>
    <message>
        <source>Your account is ready</source>
        <translation>アカウントの準備ができました</translation>
    </message>
    <message>
        <source>Your administrator gave it to you for your first password.</source>
        <translation>最初のパスワードを決めるために、管理者から受け取ったコードです。</translation>
    </message>
    <message>
        <source>You will use it from your first sign-in on.</source>
        <translation>最初のサインインから使うパスワードです。</translation>
    </message>
    <message>
        <source>Welcome. You can sign in with your first password now.</source>
        <translation>ようこそ。これからは、このパスワードでサインインできます。</translation>
    </message>
    <message>
        <source>No password has been set.</source>
        <translation>パスワードは設定されていません。</translation>
    </message>
    <message>
        <source>Your account is unlocked</source>
        <translation>アカウントのロックを解除しました</translation>
    </message>
    <message>
        <source>Your password has not been changed. Sign in with the one you know.</source>
        <translation>パスワードは変更されていません。今までのパスワードでサインインしてください。</translation>
    </message>
    <message>
        <source>Your first password cannot be set here. Nothing has been changed.</source>
        <translation>最初のパスワードをここで設定することはできません。何も変更されていません。</translation>
    </message>
    <message>
        <source>Recovery of this account is stopped</source>
        <translation>このアカウントの回復手続きは停止されています</translation>
    </message>
    <message>
        <source>Somebody who reads the messages of this account said that a recovery was not theirs.</source>
        <translation>このアカウントへのお知らせを受け取った方から、手続きに心当たりがないとの申し出がありました。</translation>
    </message>
    <message>
        <source>You go on at another PC</source>
        <translation>手続きは別の PC で続いています</translation>
    </message>
    <message>
        <source>Use your security key</source>
        <translation>セキュリティキーをお使いください</translation>
    </message>
    <message>
        <source>It proves that it is you without any code: it signs a question of the service.</source>
        <translation>コードは不要です。キーがサービスからの問いに署名し、ご本人であることを確認します。</translation>
    </message>
    <message>
        <source>The receipt of this recovery was typed at another PC, and its owner proved there who they are. Here it has ended.</source>
        <translation>この手続きの受付番号が別の PC で入力され、そちらでご本人の確認が済みました。この PC での手続きは終了しました。</translation>
    </message>
    <message>
        <source>Enter your approval code</source>
        <translation>承認コードを入力してください</translation>
    </message>
    <message>
        <source>Where can we reach you?</source>
        <translation>結果の送り先を入力してください</translation>
    </message>
    <message>
        <source>Your appeal is filed</source>
        <translation>申請を受け付けました</translation>
    </message>
    <message>
        <source>It stands in the mail which says that your appeal was approved. It is good for one time.</source>
        <translation>申請の承認をお知らせするメールに書かれています。使えるのは一度だけです。</translation>
    </message>
    <message>
        <source>The answer to your appeal goes there. Give an address that you can open now.</source>
        <translation>申請の結果をお送りします。今受信できるアドレスを入力してください。</translation>
    </message>
    <message>
        <source>It shows that the address is yours.</source>
        <translation>ご自身のアドレスであることを確認します。</translation>
    </message>
    <message>
        <source>Keep the receipt: with it your support finds the appeal.</source>
        <translation>受付番号を控えておいてください。お問い合わせの際に、この番号で申請を確認できます。</translation>
    </message>
    <message>
        <source>Too little is registered to show here that it is you.</source>
        <translation>ご本人であることをここで確かめるための登録が足りません。</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A moment on another day. %1 is the date, %2 the time of day.</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Valid until %1 (%2 left)</source>
        <extracomment>%1 is a time of day such as 14:32, %2 a duration such as 9:05.</extracomment>
        <translation>%1 まで有効 (残り %2)</translation>
    </message>
    <message>
        <source>This code is no longer valid. Send a new one.</source>
        <translation>このコードは無効になりました。新しいコードを送ってください。</translation>
    </message>
    <message>
        <source>This code is no longer valid.</source>
        <translation>このコードは無効になりました。</translation>
    </message>
    <message>
        <source>You can send it again at %1 (in %2)</source>
        <extracomment>%1 is a time of day such as 14:32, %2 a duration such as 0:45.</extracomment>
        <translation>%1 になるともう一度送れます (あと %2)</translation>
    </message>
    <message>
        <source>You can go on at %1 (in %2)</source>
        <extracomment>%1 is a time of day such as 14:32, %2 a duration such as 9:05.</extracomment>
        <translation>%1 になると続けられます (あと %2)</translation>
    </message>
    <message>
        <source>You can go on now.</source>
        <translation>続けることができます。</translation>
    </message>
    <message>
        <source>What you have tried opens again at %1 (in %2)</source>
        <extracomment>%1 is a time of day such as 14:32, %2 a duration such as 9:05.</extracomment>
        <translation>お試しになった方法は %1 にまた使えるようになります (あと %2)</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Security check</source>
        <translation>セキュリティ確認</translation>
    </message>
    <message>
        <source>Verification %1</source>
        <translation>本人確認 %1</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>本人確認</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>What you remember</source>
        <translation>覚えていること</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>申請完了</translation>
    </message>
    <message>
        <source>Approval code</source>
        <translation>承認コード</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
</context>
</TS>
