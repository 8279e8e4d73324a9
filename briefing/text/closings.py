"""What closes a page below its article: comments, calls to follow or to subscribe, a source; and quotes set apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from briefing.text.folding import any_of, folded
from briefing.text.pageblocks import Block
from briefing.text.spoken import share_spoken

_COMMENTS = """
    comment comments reader-comments leave-a-comment leave-a-reply leave-a-response post-a-comment
    join-the-conversation responses kommentare kommentar kommentarer kommentieren commentaire
    commentaires réactions vos-réactions comentario comentarios deja-un-comentario deja-una-respuesta
    comentário comentários deixe-um-comentário deixe-uma-resposta commento commenti lascia-un-commento
    reactie reacties reageer reaksies komentarze komentarz komentáře komentáre komentari komentarji
    komentar коментари коментар коментарі комментарии комментарий hozzászólások hozzászólás comentarii
    lasă-un-comentariu yorumlar yorum σχόλια kommentaarid kommentit komentārai komentāri komentet
    تعليقات التعليقات تعليق اترك-تعليقا نظرات نظر-شما دیدگاه دیدگاهها دیدگاه‌ها تبصرے תגובות תגובה
    टिप्पणियाँ टिप्पणियां टिप्पणी कमेंट প্রতিক্রিয়া মন্তব্য மறுமொழி கருத்துகள் ความคิดเห็น
    แสดงความคิดเห็น bình-luận ý-kiến-bạn-đọc komentar-anda ulasan maoni 댓글 댓글쓰기 コメント みんなのコメント 评论
    评论区 網友評論 評論 留言 讀者留言 发表评论 發表留言 კომენტარები მեկնաբանություններ сэтгэгдэл şərhlər
"""
_CALLS = """
    ctrl telegram whatsapp facebook instagram youtube twitter tiktok viber linkedin rss newsletter google
    news podcast our-app the-app subscribe subscription abonnez inscrivez suscríbete suscribete assine
    inscreva abonnieren iscriviti nieuwsbrief soutenez-nous voit-keskustella télécharger downloaden
    descarga download bülten рассылк подпишитесь підписуйтесь телеграм ватсап фейсбук наше-приложени
    нашето-приложени скачайте-приложени تابعونا تابعنا اشترك تلغرام تيليغرام واتساب تطبيق کانال اشتراک
    تلگرام טלגרם ניוזלטר अँप ऐप एप डाउनलोड सब्सक्राइब न्यूज़लेटर অ্যাপ সাবস্ক্রাইব แอดไลน์ ดาวน์โหลด
    đăng-ký tải-ứng-dụng theo-dõi 訂閱 订阅 關注 关注 公众号 電子報 メルマガ 購読 アプリ 会員登録 구독 앱 카카오톡
"""
_COUNT = r"[\s:：]*[(（\[]?\s*\d*\s*[)）\]]?[\s:：.!]*"
_LABEL = re.compile(r"[^\W\d]{3,14}\s?[:：]\s")
_LABELLED, _CALL, _CALL_LETTERS = 7, 40, 60
_STRANGE = 0.34
_FEWEST, _QUOTED = 4, 40


_HEADS_COMMENTS = re.compile(rf"(?:\d+\s*)?(?:{any_of(_COMMENTS)}){_COUNT}")
_CALLS_TO = re.compile(rf"(?<!\w)(?:{any_of(_CALLS)})")


def heads_comments(block: Block) -> bool:
    """Tell whether a line is the heading of what readers wrote below an article."""
    return (
        len(block.words) <= _LABELLED
        and len(block.text) <= _CALL
        and _HEADS_COMMENTS.fullmatch(folded(block.text)) is not None
    )


def closes(block: Block, spoken: Collection[str]) -> bool:
    """Tell whether the last line of an article names a source, or calls to follow or to subscribe.

    ``spoken`` are the words of the article, of which such a call knows few.
    """
    if _LABEL.match(block.text) and len(block.words) <= _LABELLED:
        return True
    if len(block.words) > _CALL or not _CALLS_TO.search(folded(block.text)):
        return False
    return len(block.text) <= _CALL_LETTERS or share_spoken(block.words, spoken) <= _STRANGE


def repeats(block: Block, told: str) -> bool:
    """Tell whether a short line stands word for word in a paragraph too: a quotation set apart.

    ``told`` are the lines of the article, that one among them, as ``spaced`` makes them of their words.
    """
    if block.heading or not _FEWEST <= len(block.words) <= _QUOTED:
        return False
    own = f" {' '.join(block.words)} "
    return told.count(own) > told.count(f"\n{own}\n")


def spaced(lines: Iterable[tuple[str, ...]]) -> str:
    """Return the words of some lines with a blank around each, a line each."""
    return "".join(f"\n {' '.join(line)} \n" for line in lines)
