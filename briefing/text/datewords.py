"""The words that pages write before a date: which say that it is one of a change, of publication, of the visit."""

from __future__ import annotations

import re

from briefing.text.folding import any_of

_CHANGED = """
    updat modif edited revised last-change aktuali ažuriran izmen bijgewerkt aangepast gewijzigd geändert mis-à-jour
    misàjour actualiz actualit atualiz aggiorn guncell güncell değişti ενημέρωσ τροποπο обнов оновл измен промен ажурир
    изменен تحديث تعديل روزرسانی ویرایش اپڈیٹ עודכן עדכון अपडेट अद्यतन আপডেট হালনাগাদ 更新 最終 수정 diperbarui kemas-kini
    cập-nhật แก้ไข ปรับปรุง อัปเดต oppdater endret uppdater ändrad opdater ændret päivite muokattu frissít módosít změn
    upraven zmenen muudetud atnaujint papildin atjaunin imesasishwa
"""
_PUBLISHED = """
    publi posted erschien veröffentlicht erstellt fecha data: date: datum dato tarih giriş eklenme yayın gepubliceerd
    geplaatst opubl dodan zveřejn vydan megjelen közzé δημοσι опубл дата објав публик нашр نشر منتشر انتشار تاریخ شائع
    פורסם प्रकाश প্রকাশ 公開 発行 掲載 配信 发布 發布 发表 發表 發稿 時間 时间 입력 등록 작성 diterbitkan tayang terbit
    đăng-lúc xuất-bản เผยแพร่ โพสต์ julkaistu avaldatud paskelbt publicēts imechapishwa
"""
_TODAY = """
    today heute hoy-es hoje oggi aujourd nous-sommes dziś dnes днес сегодн сьогодн данас danas bugün σήμερα امروز اليوم
    היום 今日 今天 오늘 hari-ini hôm-nay วันนี้ आज আজ vandaag i-dag idag tänään mai-nap
"""

CHANGED = re.compile(any_of(_CHANGED))
PUBLISHED = re.compile(any_of(_PUBLISHED))
TODAY = re.compile(any_of(_TODAY))
