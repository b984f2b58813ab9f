<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Appeal</name>
    <message numerus="yes">
        <source>A person usually looks at it within %n hours.</source>
        <translation>
            <numerusform>A person usually looks at it within %n hour.</numerusform>
            <numerusform>A person usually looks at it within %n hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>If it is approved, there is a wait of at least %n hours, so that the owner of the account can say no. Then you get a mail with a code.</source>
        <translation>
            <numerusform>If it is approved, there is a wait of at least %n hour, so that the owner of the account can say no. Then you get a mail with a code.</numerusform>
            <numerusform>If it is approved, there is a wait of at least %n hours, so that the owner of the account can say no. Then you get a mail with a code.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n given, shown to nobody</source>
        <translation>
            <numerusform>%n given, shown to nobody</numerusform>
            <numerusform>%n given, shown to nobody</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message numerus="yes">
        <source>&amp;Code of %n digits</source>
        <translation>
            <numerusform>&amp;Code of %n digit</numerusform>
            <numerusform>&amp;Code of %n digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message numerus="yes">
        <source>For your safety we told %n registered contacts about it.</source>
        <translation>
            <numerusform>For your safety we told the registered contact about it.</numerusform>
            <numerusform>For your safety we told %n registered contacts about it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can try it %n more times here.</source>
        <translation>
            <numerusform>You can try it %n more time here.</numerusform>
            <numerusform>You can try it %n more times here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message numerus="yes">
        <source>%n other contacts were told about it.</source>
        <translation>
            <numerusform>%n other contact was told about it.</numerusform>
            <numerusform>%n other contacts were told about it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %n days ago: %1. Was it you? If not, get help.</source>
        <translation>
            <numerusform>Added %n day ago: %1. Was it you? If not, get help.</numerusform>
            <numerusform>Added %n days ago: %1. Was it you? If not, get help.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n days ago: %1. Was it you? If not, get help.</source>
        <translation>
            <numerusform>Removed %n day ago: %1. Was it you? If not, get help.</numerusform>
            <numerusform>Removed %n days ago: %1. Was it you? If not, get help.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirmed %n days ago.</source>
        <translation>
            <numerusform>Confirmed %n day ago.</numerusform>
            <numerusform>Confirmed %n days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your organisation asks for %n ways to get back in. You can also register them later.</source>
        <translation>
            <numerusform>Your organisation asks for %n way to get back in. You can also register it later.</numerusform>
            <numerusform>Your organisation asks for %n ways to get back in. You can also register them later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your organisation requires %n ways to get back in. You are asked at each sign-in until they are registered.</source>
        <translation>
            <numerusform>Your organisation requires %n way to get back in. You are asked at each sign-in until it is registered.</numerusform>
            <numerusform>Your organisation requires %n ways to get back in. You are asked at each sign-in until they are registered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were told about it.</source>
        <translation>
            <numerusform>%n contact was told about it.</numerusform>
            <numerusform>%n contacts were told about it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Getting back in takes %n different ways here, and fewer can be used. Add another one.</source>
        <translation>
            <numerusform>Getting back in takes %n way here, and fewer can be used. Add another one.</numerusform>
            <numerusform>Getting back in takes %n different ways here, and fewer can be used. Add another one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Getting back in takes %n different ways here, and none is to spare: when one is lost, you are locked out. Add another one.</source>
        <translation>
            <numerusform>Getting back in takes %n way here, and none is to spare: when one is lost, you are locked out. Add another one.</numerusform>
            <numerusform>Getting back in takes %n different ways here, and none is to spare: when one is lost, you are locked out. Add another one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolQuestions</name>
    <message numerus="yes">
        <source>Choose %n different questions. You are asked them when you reset a forgotten password, so choose answers that you will still know then.</source>
        <translation>
            <numerusform>Choose a question. You are asked it when you reset a forgotten password, so choose an answer that you will still know then.</numerusform>
            <numerusform>Choose %n different questions. You are asked them when you reset a forgotten password, so choose answers that you will still know then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolSecret</name>
    <message numerus="yes">
        <source>Copied. Paste it now: it is taken off the clipboard after %n seconds.</source>
        <translation>
            <numerusform>Copied. Paste it now: it is taken off the clipboard after %n second.</numerusform>
            <numerusform>Copied. Paste it now: it is taken off the clipboard after %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingCode</name>
    <message numerus="yes">
        <source>In %n minutes it can be sent again.</source>
        <translation>
            <numerusform>In %n minute it can be sent again.</numerusform>
            <numerusform>In %n minutes it can be sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message numerus="yes">
        <source>Exactly %n characters</source>
        <translation>
            <numerusform>Exactly %n character</numerusform>
            <numerusform>Exactly %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>This does not match what is registered. You have %n tries left.</source>
        <translation>
            <numerusform>This does not match what is registered. You have %n try left.</numerusform>
            <numerusform>This does not match what is registered. You have %n tries left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This code is not right. You have %n tries left.</source>
        <translation>
            <numerusform>This code is not right. You have %n try left.</numerusform>
            <numerusform>This code is not right. You have %n tries left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least one of the answers is not right. You have %n tries left.</source>
        <translation>
            <numerusform>At least one of the answers is not right. You have %n try left.</numerusform>
            <numerusform>At least one of the answers is not right. You have %n tries left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The answer of this key was not accepted. You have %n tries left.</source>
        <translation>
            <numerusform>The answer of this key was not accepted. You have %n try left.</numerusform>
            <numerusform>The answer of this key was not accepted. You have %n tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rehearsal</name>
    <message numerus="yes">
        <source>You rehearsed a recovery %n days ago.</source>
        <translation>
            <numerusform>You rehearsed a recovery %n day ago.</numerusform>
            <numerusform>You rehearsed a recovery %n days ago.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecurityKey</name>
    <message numerus="yes">
        <source>This PIN is not right. The key takes %n more tries, then it locks itself.</source>
        <translation>
            <numerusform>This PIN is not right. The key takes %n more try, then it locks itself.</numerusform>
            <numerusform>This PIN is not right. The key takes %n more tries, then it locks itself.</numerusform>
        </translation>
    </message>
</context>
</TS>
