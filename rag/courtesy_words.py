"""The phrases by which `rag.courtesy` tells a courtesy, and the replies to it, in the six languages."""

from __future__ import annotations

from typing import Final, Literal

_Kind = Literal["greeting", "thanks", "farewell", "service"]

PHRASES: Final[dict[str, dict[_Kind, str]]] = {
    "en": {
        "greeting": "hello|hi|hey|hiya|good morning|good afternoon|good evening|good day|greetings|how are you"
        "|how are you doing|how do you do|nice to meet you|pleased to meet you",
        "thanks": "thanks|thank you|thank u|thx|many thanks|thanks a lot|much appreciated|i appreciate it|cheers",
        "farewell": "bye|bye bye|goodbye|good bye|see you|see you later|good night|have a nice day|that is all|that "
        "s all",
        "service": "what can you do|what can you do for me|what can you help with|what can you help me with|what do "
        "you do|how can you help|how can you help me|can you help me|help|help me|what are you|who are you"
        "|what are you for"
        "|what is this service|how do you work|how do i use this|what can i ask|what can i ask you|what may i ask"
        "|what do you know|what questions can i ask|what questions can you answer|what do you hold|are you a bot"
        "|are you human|are you an ai",
    },
    "fr": {
        "greeting": "bonjour|bonsoir|salut|coucou|comment allez vous|comment vas tu|comment ça va|ça va|enchanté",
        "thanks": "merci|merci beaucoup|merci bien|mille mercis|grand merci|un grand merci|je vous remercie|je te "
        "remercie",
        "farewell": "au revoir|à bientôt|à plus tard|bonne nuit|bonne journée|bonne soirée|c’est tout",
        "service": "que peux tu faire|que pouvez vous faire|que sais tu faire|que savez vous faire"
        "|qu’est ce que tu peux faire|qu’est ce que vous pouvez faire|qui es tu|qui êtes vous|tu es qui|vous êtes qui"
        "|aide|aide moi|aidez moi|comment ça marche|que puis je demander|que puis je vous demander|à quoi sers tu"
        "|à quoi servez vous|peux tu m’aider|pouvez vous m’aider|que sais tu|que savez vous|que fais tu|que faites "
        "vous",
    },
    "es": {
        "greeting": "hola|buenos días|buen día|buenas tardes|buenas noches|buenas|saludos|cómo estás|cómo está"
        "|qué tal"
        "|mucho gusto",
        "thanks": "gracias|muchas gracias|mil gracias|muchísimas gracias|te lo agradezco|se lo agradezco",
        "farewell": "adiós|hasta luego|hasta pronto|hasta la vista|chao|chau|eso es todo",
        "service": "qué puedes hacer|qué puede hacer|qué sabes hacer|qué sabe hacer|qué haces|qué hace usted|quién "
        "eres|quién es usted|qué eres|ayuda|ayúdame|ayúdeme|puedes ayudarme|puede ayudarme|me puedes ayudar"
        "|cómo funcionas"
        "|qué puedo preguntar|qué puedo preguntarte|en qué puedes ayudarme|en qué puede ayudarme|para qué sirves|qué "
        "sabes",
    },
    "ru": {
        "greeting": "привет|здравствуй|здравствуйте|добрый день|доброе утро|добрый вечер|приветствую|как дела|как "
        "поживаете|доброго времени суток",
        "thanks": "спасибо|большое спасибо|спасибо большое|огромное спасибо|благодарю|благодарю вас|спс",
        "farewell": "до свидания|пока|до встречи|спокойной ночи|всего доброго|всего хорошего|это всё",
        "service": "что ты умеешь|что вы умеете|что ты можешь|что вы можете|что ты можешь делать|что вы можете делать"
        "|что умеешь|кто ты|кто вы|кто ты такой|помощь|помоги|помогите|помоги мне|помогите мне|как ты работаешь"
        "|как вы работаете|как этим пользоваться|что можно спросить|о чём можно спросить|чем ты можешь помочь"
        "|чем вы можете помочь|что ты знаешь|что вы знаете",
    },
    "ar": {
        "greeting": "مرحبا|مرحبا بك|مرحبا بكم|أهلا|أهلا بك|أهلا وسهلا|السلام عليكم|سلام|صباح الخير|مساء الخير|تحية "
        "طيبة|كيف حالك|كيف حالكم|وعليكم السلام",
        "thanks": "شكرا|شكرا لك|شكرا لكم|شكرا جزيلا|ألف شكر|جزيل الشكر|أشكرك|أشكركم|مشكور|شكرا جزيلا لك",
        "farewell": "مع السلامة|وداعا|إلى اللقاء|تصبح على خير|هذا كل شيء",
        "service": "ماذا يمكنك أن تفعل|ماذا تستطيع أن تفعل|ما الذي يمكنك فعله|ما الذي تستطيع فعله|ماذا يمكنك أن تقدم"
        "|ماذا تفعل|من أنت|من أنتم|ما أنت|مساعدة|ساعدني|هل يمكنك مساعدتي|كيف يمكنك مساعدتي|كيف تعمل"
        "|ماذا يمكنني أن أسأل|عم يمكنني أن أسأل|بماذا يمكنك مساعدتي|ماذا تعرف",
    },
    "zh": {
        "greeting": "你好|您好|你们好|大家好|嗨|哈喽|哈罗|早上好|上午好|下午好|晚上好|早安|你好吗|您好吗|最近好吗",
        "thanks": "谢谢|谢谢你|谢谢您|谢谢你们|多谢|非常感谢|感谢|感谢你|感谢您|谢了|十分感谢|太感谢了",
        "farewell": "再见|拜拜|回头见|晚安|下次见|就这些",
        "service": "你能做什么|您能做什么|你会做什么|你会什么|你可以做什么|您可以做什么|你能帮我做什么|你能帮我什么"
        "|你能帮我吗|你可以帮我吗|你是谁|您是谁|你是什么|帮助|帮帮我|怎么用|如何使用|怎么使用|我可以问什么|我能问什么"
        "|可以问什么|能问什么|可以问你什么|我可以问你什么|你有什么功能|有什么功能|你知道什么|你能回答什么|你能回答什么问题",
    },
}
# What may stand beside them and says nothing more.
FILLERS: Final[dict[str, str]] = {
    "en": "ok|okay|great|perfect|well|there|all|everyone|everybody|again|so much|very much|a lot|you|too|and|please"
    "|today|sir|madam|friend|my "
    "friend|assistant|dear|then|indeed|for your help|for the help|for that|for this|for everything|unqa",
    "fr": "ok|d’accord|parfait|super|bien|à tous|à toutes|tout le monde|encore|et|beaucoup|infiniment|s’il te plaît"
    "|s’il vous plaît|monsieur|madame"
    "|pour votre aide|pour ton aide|pour tout|unqa",
    "es": "ok|vale|perfecto|bien|a todos|todos|de nuevo|otra vez|y|por favor|señor|señora|amigo|por todo"
    "|por la ayuda|por tu ayuda"
    "|por su ayuda|unqa",
    "ru": "ок|хорошо|отлично|ладно|понятно|всем|ещё раз|вам|тебе|пожалуйста|друг|друзья|за помощь|за всё|за ответ|и"
    "|а|unqa",
    "ar": "حسنا|طيب|جيد|جميعا|بكم|بك|لك|لكم|مرة أخرى|من فضلك|جزيلا|كثيرا|على المساعدة|على مساعدتك|يا صديقي|و|unqa",
    "zh": "好的|好|嗯|呀|啊|吧|吗|呢|了|啦|哦|请问|朋友|各位|大家|的帮助|你的帮助|您的帮助|unqa",
}
REPLIES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "greeting": "Hello.",
        "thanks": "You are welcome.",
        "farewell": "Goodbye.",
        "does": (
            "This service answers questions about resolutions of the United Nations in the texts’ own words, and "
            "says in "
            "which paragraph they stand."
        ),
        "holds": "It holds {held}.",
        "example": "Ask, for example: “What does paragraph 1 of {symbol} say?”",
    },
    "fr": {
        "greeting": "Bonjour.",
        "thanks": "Je vous en prie.",
        "farewell": "Au revoir.",
        "does": (
            "Ce service répond à des questions sur les résolutions des Nations Unies par leurs propres mots, et dit "
            "dans "
            "quel paragraphe ils se trouvent."
        ),
        "holds": "Il contient {held}.",
        "example": "Demandez par exemple : « Que dit le paragraphe 1 de {symbol} ? »",
    },
    "es": {
        "greeting": "Hola.",
        "thanks": "De nada.",
        "farewell": "Adiós.",
        "does": (
            "Este servicio responde a preguntas sobre resoluciones de las Naciones Unidas con las palabras de los "
            "propios "
            "textos, e indica en qué párrafo figuran."
        ),
        "holds": "Contiene {held}.",
        "example": "Pregunte, por ejemplo: «¿Qué dice el párrafo 1 de {symbol}?»",
    },
    "ru": {
        "greeting": "Здравствуйте.",
        "thanks": "Пожалуйста.",
        "farewell": "До свидания.",
        "does": (
            "Этот сервис отвечает на вопросы о резолюциях Организации Объединенных Наций словами самих текстов и "
            "указывает, в каком пункте они стоят."
        ),
        "holds": "Корпус содержит: {held}.",
        "example": "Спросите, например: «Что говорится в пункте 1 резолюции {symbol}?»",
    },
    "ar": {
        "greeting": "مرحبا.",
        "thanks": "على الرحب والسعة.",
        "farewell": "إلى اللقاء.",
        "does": "تجيب هذه الخدمة عن الأسئلة المتعلقة بقرارات الأمم المتحدة بكلمات النصوص نفسها، وتبين الفقرة التي "
        "ترد فيها.",
        "holds": "وتضم المجموعة {held}.",
        "example": "اسأل مثلا: «ماذا تقول الفقرة 1 من {symbol}؟»",
    },
    "zh": {
        "greeting": "您好。",
        "thanks": "不客气。",
        "farewell": "再见。",
        "does": "本服务用联合国决议的原文回答有关决议的问题，并指明原文所在的段落。",
        "holds": "文本库现有{held}。",
        "example": "例如可以问：“{symbol}第1段说了什么？”",
    },
}
